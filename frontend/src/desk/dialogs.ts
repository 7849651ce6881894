// Asking before an act (data-confirm) and opening dialogs (data-open-dialog).
import { closest, word } from './page';

const confirmed = new WeakSet<Element>();

function ask(question: string, yes: string, danger: boolean): Promise<boolean> {
  const dialog = document.getElementById('confirm-dialog');
  if (!(dialog instanceof HTMLDialogElement)) return Promise.resolve(window.confirm(question));
  const text = dialog.querySelector('[data-confirm-text]');
  const button = dialog.querySelector<HTMLElement>('[data-confirm-yes]');
  if (text) text.textContent = question;
  if (button) {
    button.textContent = yes || button.dataset.default || word('close');
    button.classList.toggle('btn-danger', danger);
    button.classList.toggle('btn-primary', !danger);
  }
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

function isDangerous(element: HTMLElement): boolean {
  return element.dataset.confirmTone === 'danger' || element.matches('.btn-danger, .btn-danger-quiet');
}

async function confirmClick(event: MouseEvent, element: HTMLElement): Promise<void> {
  event.preventDefault();
  event.stopImmediatePropagation();
  const form = element instanceof HTMLButtonElement ? element.form : null;
  if (form && !form.noValidate && !form.reportValidity()) return;
  const question = element.dataset.confirm ?? '';
  if (await ask(question, element.dataset.confirmYes ?? '', isDangerous(element))) {
    confirmed.add(element);
    element.click();
  }
}

export function startDialogs(): void {
  document.addEventListener(
    'click',
    (event) => {
      const element = closest(event, '[data-confirm]');
      if (!element) return;
      if (confirmed.delete(element)) return;
      void confirmClick(event, element);
    },
    { capture: true },
  );
  // hx-confirm asks through the same dialog.
  document.body.addEventListener('htmx:confirm', (event) => {
    const detail = (event as CustomEvent<{ question: string | null; issueRequest: (skip: boolean) => void }>)
      .detail;
    if (!detail.question) return;
    event.preventDefault();
    void ask(detail.question, '', false).then((yes) => yes && detail.issueRequest(true));
  });
  document.addEventListener('click', (event) => {
    const opener = closest(event, '[data-open-dialog]');
    const dialog = opener && document.getElementById(opener.dataset.openDialog ?? '');
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
    if (event.target instanceof HTMLDialogElement) event.target.close(); // a click on the veil
  });
}
