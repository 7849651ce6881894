// The counter by keyboard: Ctrl+Enter sends, Enter goes on to the next field, arrows walk through suggestions, a
// single key opens the link that names it. Everything works without it, only slower.
import { isTyping } from './page';

const FIELDS =
  'input:not([type=hidden]):not([type=file]):not([tabindex="-1"]), select, textarea, button[data-first]';

function sendByKey(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
  const form = (event.target as Element | null)?.closest<HTMLFormElement>('form[data-ctrl-enter]');
  const only = form ?? document.querySelector<HTMLFormElement>('form[data-ctrl-enter]');
  if (!only) return false;
  only.requestSubmit(only.querySelector<HTMLButtonElement>('button[data-first]'));
  return true;
}

/** What the QR code of an identity card says: number|old number|name|birth|sex|address|issued. */
function readCard(field: HTMLInputElement, form: HTMLFormElement): void {
  const parts = field.value.split('|');
  if (parts.length < 6) return;
  const put = (name: string, value: string | undefined): void => {
    const found = form.elements.namedItem(name);
    if (found instanceof HTMLInputElement && value) found.value = value;
  };
  const born = /^(\d{2})(\d{2})(\d{4})$/.exec(parts[3] ?? '');
  field.value = parts[0] ?? '';
  put('name', parts[2]);
  put('address', parts[5]);
  if (born) put('born_on', `${born[1] ?? ''}/${born[2] ?? ''}/${born[3] ?? ''}`);
}

function goOn(event: KeyboardEvent): boolean {
  const field = event.target;
  if (event.key !== 'Enter' || !(field instanceof HTMLInputElement || field instanceof HTMLSelectElement))
    return false;
  const form = field.closest<HTMLFormElement>('form[data-ctrl-enter]');
  if (!form || ['submit', 'file', 'radio', 'checkbox'].includes(field.type)) return false;
  if (field instanceof HTMLInputElement && ['id_number', 'phone'].includes(field.name) && field.value) {
    readCard(field, form);
    form.querySelector<HTMLButtonElement>('[data-find]')?.click();
    return true;
  }
  const all = [...form.querySelectorAll<HTMLElement>(FIELDS)].filter((one) => one.offsetParent !== null);
  all[all.indexOf(field) + 1]?.focus();
  return true;
}

function walk(event: KeyboardEvent): boolean {
  const target = event.target as Element | null;
  if (!target || !['ArrowDown', 'ArrowUp'].includes(event.key)) return false;
  const search = document.querySelector<HTMLInputElement>('[data-walk]');
  const list = search && document.querySelector(search.dataset.walk ?? '');
  if (!search || !list || !(target === search || list.contains(target))) return false;
  const links = [...list.querySelectorAll<HTMLAnchorElement>('a')];
  const at = links.indexOf(target as HTMLAnchorElement) + (event.key === 'ArrowDown' ? 1 : -1);
  (at < 0 ? search : links[Math.min(at, links.length - 1)])?.focus();
  return true;
}

function openByKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return false;
  if (document.querySelector('dialog[open]') || !/^[a-z0-9]$/.test(event.key)) return false;
  const link = document.querySelector<HTMLElement>(`[data-key="${event.key}"]`);
  link?.click();
  return Boolean(link);
}

export function startCounter(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (sendByKey(event) || goOn(event) || walk(event) || openByKey(event)) event.preventDefault();
  });
}
