// Lists: filters send themselves, rows are clickable, selected rows bring up the bulk acts.
import { closest, word } from './page';

let waiting = 0;

function autosubmit(event: Event): void {
  const field = event.target;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) return;
  const form = field.form;
  if (!form?.matches('[data-autosubmit]')) return;
  const isText = field instanceof HTMLInputElement && field.type === 'search';
  // Text is sent while typing, choices when chosen; a half-written date is not sent.
  if (event.type === (isText ? 'change' : 'input') || field.matches('[data-day-native]')) return;
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => form.requestSubmit(), isText ? 300 : 0);
}

function refreshSelection(body: Element): void {
  const boxes = [...body.querySelectorAll<HTMLInputElement>('[data-select]')];
  const count = boxes.filter((box) => box.checked).length;
  const all = body.querySelector<HTMLInputElement>('[data-select-all]');
  if (all) {
    all.checked = count > 0 && count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
  }
  const bar = body.querySelector<HTMLElement>('[data-bulk-bar]');
  if (bar) {
    bar.hidden = count === 0;
    const said = bar.querySelector('[data-bulk-count]');
    if (said) said.textContent = word('selected', { n: String(count) });
  }
}

let lastBox: HTMLInputElement | null = null;

function selectRange(box: HTMLInputElement, body: Element, event: MouseEvent): void {
  const boxes = [...body.querySelectorAll<HTMLInputElement>('[data-select]')];
  const from = lastBox ? boxes.indexOf(lastBox) : -1;
  if (event.shiftKey && from >= 0) {
    const to = boxes.indexOf(box);
    for (const other of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) other.checked = box.checked;
  }
  lastBox = box;
}

function onClick(event: MouseEvent): void {
  const none = closest(event, '[data-select-none]');
  const box = closest(event, '[data-select], [data-select-all]');
  const body = (none ?? box)?.closest('[data-bulk]');
  if (body) {
    if (none || box?.matches('[data-select-all]')) {
      const checked = box instanceof HTMLInputElement && box.checked;
      for (const other of body.querySelectorAll<HTMLInputElement>('[data-select]')) other.checked = checked;
    } else if (box instanceof HTMLInputElement) selectRange(box, body, event);
    refreshSelection(body);
    return;
  }
  const row = closest(event, 'tr[data-href]');
  if (!row?.dataset.href || closest(event, 'a, button, input, label, summary')) return;
  if (!window.getSelection()?.isCollapsed) return; // somebody marks text
  if (event.ctrlKey || event.metaKey) window.open(row.dataset.href, '_blank', 'noopener');
  else window.location.assign(row.dataset.href);
}

export function startLists(): void {
  document.addEventListener('input', autosubmit);
  document.addEventListener('change', autosubmit);
  document.addEventListener('click', onClick);
  // Boxes that the browser ticked again after going back.
  window.addEventListener('pageshow', () =>
    document.querySelectorAll('[data-bulk]').forEach(refreshSelection),
  );
}
