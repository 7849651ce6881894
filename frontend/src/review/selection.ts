// Marking text on the left offers to make it a clause: the form gets the places, the person decides.
import { placeOf } from './offsets';

function put(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}

export function offerSelection(root: HTMLElement, form: HTMLFormElement): void {
  const text = root.querySelector<HTMLElement>('[data-review-text]');
  if (!text) return;
  const read = (): void => {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
    const words = selection.toString();
    if (!words.trim()) return;
    put(form, 'start', String(placeOf(text, range.startContainer, range.startOffset)));
    put(form, 'end', String(placeOf(text, range.endContainer, range.endOffset)));
    const preview = form.querySelector('[data-selection-preview]');
    if (preview) preview.textContent = words.trim();
    form.hidden = false;
  };
  document.addEventListener('mouseup', () => window.setTimeout(read));
  document.addEventListener('keyup', (event) => event.shiftKey && read());
  document.addEventListener('touchend', () => window.setTimeout(read, 200));
  form.addEventListener('reset', () => {
    form.hidden = true;
    window.getSelection()?.removeAllRanges();
  });
}
