/**
 * Puts a text on the clipboard; false where that is not allowed. By a selection, not by `navigator.clipboard`: the desktop
 * program grants its page no permissions, and this needs none.
 */
export function copyText(text: string): boolean {
  const box = document.createElement('textarea');
  const focused = document.activeElement;
  box.value = text;
  box.className = 'off-screen';
  document.body.append(box);
  box.select();
  const isDone = document.execCommand('copy');
  box.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return isDone;
}
