import type { Page } from 'playwright-core';

/** Lets a page that is yet to be opened hear of changes only when the test lets it. */
export async function makeDeaf(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const stream = Object.getOwnPropertyDescriptor(EventSource.prototype, 'onmessage');
    const held: (() => void)[] = [];
    let isHeld = false;
    Object.defineProperty(EventSource.prototype, 'onmessage', {
      set(this: EventSource, receive: (message: MessageEvent<string>) => void) {
        stream?.set?.call(this, (message: MessageEvent<string>) => {
          // Answers come, that something has changed does not.
          if (isHeld && 'event' in (JSON.parse(message.data) as object)) held.push(() => receive(message));
          else receive(message);
        });
      },
    });
    Object.assign(window, {
      hold: (on: boolean) => {
        isHeld = on;
        if (!on) for (const go of held.splice(0)) go();
      },
    });
  });
}

/** From now on the page hears of nothing that others change; or of all of it, also of what was held. */
export function holdEvents(page: Page, on: boolean): Promise<void> {
  return page.evaluate((isHeld) => (window as unknown as { hold: (on: boolean) => void }).hold(isHeld), on);
}
