/** Letters are text where one writes: in fields, and in a program that can be changed (its editor has a shadow root). */
export function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox', 'button', 'range'].includes(target.type);
  return target.isContentEditable || target.dataset.typing === 'true' || target.matches('select, textarea');
}
