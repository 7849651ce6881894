// Long lists of boxes: all or none at once, and how many are ticked. Without script the boxes are there all the same.
import { closest, word } from './page';

const boxes = (list: Element): HTMLInputElement[] => [
  ...list.querySelectorAll<HTMLInputElement>('input[type=checkbox]:not(:disabled)'),
];

function count(list: Element): void {
  const told = list.querySelector('[data-chosen]');
  const n = boxes(list).filter((box) => box.checked).length;
  if (told) told.textContent = word('selected', { n: n.toLocaleString(document.documentElement.lang) });
}

function show(): void {
  for (const list of document.querySelectorAll<HTMLElement>('[data-choices]')) {
    const bar = list.querySelector<HTMLElement>('[data-choices-bar]');
    if (bar) bar.hidden = boxes(list).length === 0;
    count(list);
  }
}

export function startChoices(): void {
  show();
  document.body.addEventListener('htmx:afterSettle', show);
  document.addEventListener('change', (event) => {
    const list = closest(event, '[data-choices]');
    if (list) count(list);
  });
  document.addEventListener('click', (event) => {
    const button = closest(event, '[data-choose]');
    const list = button?.closest('[data-choices]');
    if (!button || !list) return;
    const changed = boxes(list).filter((box) => box.checked !== (button.dataset.choose === 'all'));
    for (const box of changed) box.checked = button.dataset.choose === 'all';
    changed[0]?.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
