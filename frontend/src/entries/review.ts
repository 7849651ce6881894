// Review of a directive: works on plain HTML of the server and adds only movement and light.
import { linkSides } from '../review/link';
import { offerSelection } from '../review/selection';

const started = new WeakSet<Element>();

function start(): void {
  for (const root of document.querySelectorAll<HTMLElement>('[data-review]')) {
    if (started.has(root)) continue;
    started.add(root);
    linkSides(root);
    const form = document.querySelector<HTMLFormElement>('form[data-clause-from-selection]');
    if (form) offerSelection(root, form);
  }
}

start();
document.body.addEventListener('htmx:afterSettle', start);
