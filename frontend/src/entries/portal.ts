// The public side: everything can be read and sent without this.
import '../styles/portal.scss';
import { startSending } from '../desk/sending';

startSending();

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
document.querySelector<HTMLElement>('[data-error-summary]')?.focus();
