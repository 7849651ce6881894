// Single keys: / search, m menu, ? help, j k rows, Enter opens, x selects. Silent while somebody types.
import { openRail } from './menus';
import { isTyping } from './page';

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-list] tr[data-row]')];
}

function currentRow(): HTMLElement | null {
  return document.querySelector<HTMLElement>('tr.is-at');
}

function moveRow(step: number): void {
  const all = rows();
  const at = currentRow();
  const next = all[at ? Math.min(Math.max(all.indexOf(at) + step, 0), all.length - 1) : 0];
  if (!next) return;
  at?.classList.remove('is-at');
  next.classList.add('is-at');
  next.querySelector<HTMLElement>('a.row-link, [data-select]')?.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}

const KEYS: Record<string, (event: KeyboardEvent) => boolean> = {
  '/': () => {
    const field = document.querySelector<HTMLInputElement>('[data-search], [data-list] input[type=search]');
    field?.focus();
    field?.select();
    return Boolean(field);
  },
  '?': () => {
    const dialog = document.getElementById('help-dialog');
    if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
    return true;
  },
  m: () => {
    const field = document.querySelector<HTMLInputElement>('[data-rail-find] input');
    openRail();
    field?.focus();
    return Boolean(field);
  },
  j: () => (moveRow(1), true),
  k: () => (moveRow(-1), true),
  x: () => {
    const box = currentRow()?.querySelector<HTMLInputElement>('[data-select]');
    box?.click();
    return Boolean(box);
  },
  Enter: (event) => {
    const row = currentRow();
    const elsewhere =
      event.target instanceof Element && event.target.matches('a, button, summary, input:not([data-select])');
    if (!row?.dataset.href || elsewhere) return false;
    window.location.assign(row.dataset.href);
    return true;
  },
};

export function startKeyboard(): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
    if (KEYS[event.key]?.(event)) event.preventDefault();
  });
}
