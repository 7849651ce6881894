// Forms with data-draft: what has been typed but not sent stays in this tab, so that an expired log-in, a lost line or
// a wrong click loses nothing. Kept in sessionStorage, for the same account only, cleared on signing out.
import { account, word } from './page';

interface Draft {
  at: number;
  fields: Record<string, string[]>;
}

const PREFIX = 'draft:';
const LONGEST_KEPT = 12 * 3600 * 1000;
const dirty = new Set<HTMLFormElement>();
let leaving = false;

function keyOf(form: HTMLFormElement): string {
  return `${PREFIX}${account()}:${window.location.pathname}:${form.dataset.draft ?? ''}`;
}

function fieldsOf(form: HTMLFormElement): (HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement)[] {
  return [...form.elements].filter(
    (field): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
      (field instanceof HTMLInputElement ||
        field instanceof HTMLTextAreaElement ||
        field instanceof HTMLSelectElement) &&
      field.name !== '' &&
      !['password', 'file', 'hidden', 'submit', 'button'].includes(field.type) &&
      !field.hasAttribute('data-draft-ignore'),
  );
}

function valuesOf(form: HTMLFormElement): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const field of fieldsOf(form)) {
    const list = (values[field.name] ??= []);
    if (field instanceof HTMLSelectElement)
      list.push(...[...field.selectedOptions].map((option) => option.value));
    else if (
      !(field instanceof HTMLInputElement) ||
      !['checkbox', 'radio'].includes(field.type) ||
      field.checked
    ) {
      list.push(field.value);
    }
  }
  return values;
}

function fill(form: HTMLFormElement, values: Record<string, string[]>): void {
  const left: Record<string, string[]> = structuredClone(values);
  for (const field of fieldsOf(form)) {
    const kept = left[field.name];
    if (!kept) continue;
    if (field instanceof HTMLSelectElement) {
      for (const option of field.options) option.selected = kept.includes(option.value);
    } else if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)) {
      field.checked = kept.includes(field.value);
    } else field.value = kept.shift() ?? field.value;
  }
}

function read(key: string): Draft | null {
  try {
    const draft = JSON.parse(window.sessionStorage.getItem(key) ?? 'null') as Draft | null;
    return draft && Date.now() - draft.at < LONGEST_KEPT ? draft : null;
  } catch {
    return null;
  }
}

function keep(form: HTMLFormElement): void {
  try {
    const draft: Draft = { at: Date.now(), fields: valuesOf(form) };
    window.sessionStorage.setItem(keyOf(form), JSON.stringify(draft));
  } catch {
    // Storage full or switched off: the warning before leaving remains.
  }
}

function offerBack(form: HTMLFormElement): void {
  const key = keyOf(form);
  const draft = read(key);
  if (!draft) return;
  const before = valuesOf(form);
  if (JSON.stringify(before) === JSON.stringify(draft.fields)) return;
  fill(form, draft.fields);
  dirty.add(form);
  const time = new Date(draft.at).toLocaleTimeString('vi-VN', { hour: '2-digit', minute: '2-digit' });
  const note = document.createElement('div');
  note.className = 'notice tone-info';
  note.setAttribute('role', 'status');
  const text = document.createElement('div');
  text.textContent = word('draftRestored', { time });
  const discard = document.createElement('button');
  discard.type = 'button';
  discard.className = 'btn btn-sm';
  discard.textContent = word('draftDiscard');
  discard.addEventListener('click', () => {
    fill(form, before);
    window.sessionStorage.removeItem(key);
    dirty.delete(form);
    note.remove();
  });
  note.append(text, discard);
  form.prepend(note);
}

function forgetAll(): void {
  for (const key of Object.keys(window.sessionStorage)) {
    if (key.startsWith(PREFIX)) window.sessionStorage.removeItem(key);
  }
}

/** A success message of the server means that what was sent last has been stored. */
function forgetAccepted(): void {
  if (!document.querySelector('[data-flash="ok"]')) return;
  const sent = window.sessionStorage.getItem('draft-sent');
  if (sent) window.sessionStorage.removeItem(sent);
  window.sessionStorage.removeItem('draft-sent');
}

function onSubmit(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  if (form.matches('[data-sign-out]')) forgetAll();
  if (form.dataset.draft === undefined) return;
  keep(form);
  window.sessionStorage.setItem('draft-sent', keyOf(form));
  dirty.delete(form);
}

export function startDrafts(): void {
  if (!account()) return;
  forgetAccepted();
  const restore = (root: ParentNode): void =>
    root.querySelectorAll<HTMLFormElement>('form[data-draft]').forEach(offerBack);
  restore(document);
  document.addEventListener('input', (event) => {
    const form = (event.target as HTMLInputElement | null)?.form;
    if (form?.dataset.draft === undefined || (event.target as Element).hasAttribute('data-draft-ignore'))
      return;
    dirty.add(form);
    keep(form);
  });
  document.addEventListener('submit', onSubmit);
  document.body.addEventListener('htmx:beforeOnLoad', (event) => {
    const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
    // The log-in has expired: the page moves to the sign-in form, the draft stays.
    if (xhr.getResponseHeader('HX-Redirect')) leaving = true;
  });
  document.body.addEventListener('htmx:afterRequest', (event) => {
    const { successful, elt } = (event as CustomEvent<{ successful: boolean; elt: Element }>).detail;
    const form = elt.closest<HTMLFormElement>('form[data-draft]');
    if (!form || leaving) return;
    if (successful) {
      dirty.delete(form);
      window.sessionStorage.removeItem(keyOf(form));
    } else dirty.add(form);
  });
  document.body.addEventListener('htmx:load', (event) => {
    if (event.target instanceof Element && event.target !== document.body) restore(event.target);
  });
  window.addEventListener('beforeunload', (event) => {
    // A form gone from the page, or cancelled in a dialog that is closed, holds nobody back; its draft stays.
    for (const form of dirty) if (!form.isConnected || form.closest('dialog:not([open])')) dirty.delete(form);
    if (dirty.size > 0 && !leaving) event.preventDefault();
  });
}
