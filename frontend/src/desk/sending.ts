// A form is sent once: the second press of an impatient finger finds the first one under way.

/** Longer than an act takes; a file that is saved leaves the page as it is, and its button must work again. */
const UNDER_WAY = 8000;

function release(form: HTMLFormElement): void {
  delete form.dataset.sending;
  form.querySelectorAll('[aria-busy]').forEach((button) => button.removeAttribute('aria-busy'));
}

export function startSending(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== 'post') return;
    if (form.dataset.sending !== undefined) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = '';
    event.submitter?.setAttribute('aria-busy', 'true');
    window.setTimeout(() => release(form), UNDER_WAY);
  });
  // Back from the next page: the form may be sent again.
  window.addEventListener('pageshow', () => {
    document.querySelectorAll<HTMLFormElement>('form[data-sending]').forEach(release);
  });
}
