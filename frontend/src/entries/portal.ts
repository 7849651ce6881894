// The public side: everything can be read and sent without this.
import '../styles/portal.scss';

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
document.querySelector<HTMLElement>('[data-error-summary]')?.focus();
