import type { Page } from 'playwright-core';

/** Boxes that are wider than what they show, of those that must not be. */
export function sideways(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const boxes = [
      'html',
      'body',
      '.frame',
      '.top',
      '.bottom',
      '.content',
      '.screen',
      '.screen-head',
      '.screen-body',
    ];
    return boxes.flatMap((selector) =>
      [...document.querySelectorAll(selector)]
        .filter((box) => box.scrollWidth > box.clientWidth + 1)
        .map((box) => `${selector}: ${box.scrollWidth} in ${box.clientWidth}`),
    );
  });
}

/** Labels that are wider than their place: buttons, headings, heads of tables, entries of the navigation. */
export function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const labels =
      'button, h1, th, .ant-table-thead .ant-table-cell, .side-item span, .chip, .ant-segmented-item-label';
    return [...document.querySelectorAll<HTMLElement>(labels)]
      .filter((label) => label.offsetParent !== null && !label.matches('.raw, .heavy-name, .batch-head *'))
      .filter((label) => label.scrollWidth > label.clientWidth + 1 && label.clientWidth > 0)
      .map(
        (label) => `${label.tagName} “${label.textContent}”: ${label.scrollWidth} in ${label.clientWidth}`,
      );
  });
}

/** Every text that can be read or heard on the page, hidden ones left out. */
export function texts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const said: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      if (text !== '' && !['SCRIPT', 'STYLE'].includes(node.parentElement?.tagName ?? '')) said.push(text);
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        said.push(element.getAttribute(name) ?? '');
    return said.filter((text) => text !== '');
  });
}

/** Buttons, inputs and links that a screen reader could not name. */
export function nameless(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const controls =
      'button, input, textarea, select, a[href], summary, [role=button], [role=switch], [role=tab]';
    const isNamed = (control: HTMLElement): boolean => {
      const id = control.id;
      const labels = [
        control.getAttribute('aria-label'),
        control.getAttribute('title'),
        ...(control.getAttribute('aria-labelledby') ?? '')
          .split(' ')
          .map((name) => document.getElementById(name)?.textContent ?? ''),
        id === '' ? null : document.querySelector(`label[for="${CSS.escape(id)}"]`)?.textContent,
        control.closest('label')?.textContent,
        control.querySelector('[aria-label]')?.getAttribute('aria-label'),
        control instanceof HTMLInputElement ? null : control.textContent,
      ];
      return labels.some((label) => (label ?? '').trim() !== '');
    };
    return [...document.querySelectorAll<HTMLElement>(controls)]
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
      .filter((control) => control.getAttribute('aria-hidden') !== 'true')
      .filter((control) => !isNamed(control))
      .map((control) => control.outerHTML.slice(0, 200));
  });
}

/** Texts whose colour is too near to their ground: less than 4.5, or 3 where they are large (WCAG 2.2, 1.4.3). */
export function faint(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = ([red = 0, green = 0, blue = 0]: number[]): number => {
      const [r = 0, g = 0, b = 0] = [red, green, blue].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (element: Element | null): number[] => {
      for (let at = element; at !== null; at = at.parentElement) {
        const colour = channels(getComputedStyle(at).backgroundColor);
        if (colour.length === 3 || (colour[3] ?? 0) === 1) return colour;
      }
      return [255, 255, 255];
    };
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if ((node.textContent ?? '').trim() === '' || element === null || element.offsetParent === null)
        continue;
      // What can't be used now need not be read as easily.
      if (element.closest('[disabled], svg') !== null) continue;
      const style = getComputedStyle(element);
      const [a, b] = [luminance(channels(style.color)), luminance(ground(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      const size = Number.parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
      if (ratio < (isLarge ? 3 : 4.5))
        found.add(
          `${ratio.toFixed(2)} “${(node.textContent ?? '').trim().slice(0, 30)}” .${element.className}`,
        );
    }
    return [...found];
  });
}

/** Marks that say something by their colour alone. */
export function colourAlone(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.square, .class-mark, .state-mark, .chip, .ant-badge')]
      .filter((mark) => !mark.matches('.square-due, .square-none'))
      .filter((mark) => (mark.textContent ?? '').trim() === '')
      .map((mark) => mark.outerHTML.slice(0, 120)),
  );
}

/** What moves for ever on a page that is ready: it draws the whole page over and over. */
export function endless(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => animation.effect?.getTiming().iterations === Infinity)
      .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : animation.id)),
  );
}
