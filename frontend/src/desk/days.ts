// Day fields are typed dd/mm/yyyy; the button opens the browser's own calendar and writes its choice back.
import { closest } from './page';

function partsOf(box: Element): { text: HTMLInputElement; native: HTMLInputElement } | null {
  const text = box.querySelector<HTMLInputElement>('[data-day-text]');
  const native = box.querySelector<HTMLInputElement>('[data-day-native]');
  return text && native ? { text, native } : null;
}

function openCalendar(box: Element): void {
  const parts = partsOf(box);
  if (!parts) return;
  const typed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/.exec(parts.text.value.trim());
  const [, day = '', month = '', year = ''] = typed ?? [];
  parts.native.value = typed ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : '';
  try {
    parts.native.showPicker();
  } catch {
    parts.text.focus();
  }
}

function takeOver(native: HTMLInputElement, box: Element): void {
  const parts = partsOf(box);
  const [year, month, day] = native.value.split('-');
  if (!parts || !year) return;
  const time = /\s+\d{1,2}:\d{2}$/.exec(parts.text.value)?.[0] ?? '';
  parts.text.value = `${day}/${month}/${year}${time}`;
  parts.text.dispatchEvent(new Event('input', { bubbles: true }));
  parts.text.dispatchEvent(new Event('change', { bubbles: true }));
  parts.text.focus();
}

/** 05112026 becomes 05/11/2026 while it is typed at the end of the field; slashes typed by hand are left alone. */
function addSlashes(event: InputEvent, text: HTMLInputElement): void {
  if (!event.inputType?.startsWith('insert') || text.selectionStart !== text.value.length) return;
  const plain = /^(\d\d)\/?(\d\d)(\d{1,4})$|^(\d\d)(\d{1,2})$/.exec(text.value);
  if (plain) text.value = plain.slice(1).filter(Boolean).join('/');
}

export function startDays(): void {
  document.addEventListener('click', (event) => {
    const box = closest(event, '[data-day-open]')?.closest('[data-day]');
    if (box) openCalendar(box);
  });
  document.addEventListener('change', (event) => {
    const native = event.target;
    const box =
      native instanceof HTMLInputElement &&
      native.matches('[data-day-native]') &&
      native.closest('[data-day]');
    if (box) takeOver(native as HTMLInputElement, box);
  });
  document.addEventListener('input', (event) => {
    const text = event.target;
    if (event instanceof InputEvent && text instanceof HTMLInputElement && text.matches('[data-day-text]')) {
      addSlashes(event, text);
    }
  });
}
