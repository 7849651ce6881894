// Sealed visits: keys, secrets and envelopes are made and read on this device; the server never sees what is in them.
import { checkPage } from '../sealed/check';
import { doorPage } from '../sealed/door';
import { closePage, keysPage, newPage } from '../sealed/pages';
import { say } from '../sealed/page';
import { sealPage } from '../sealed/sealing';

const PAGES: Record<string, (root: HTMLElement) => void> = {
  keys: keysPage,
  new: newPage,
  seal: sealPage,
  door: doorPage,
  close: closePage,
  check: checkPage,
};

for (const root of document.querySelectorAll<HTMLElement>('[data-sealed]')) {
  // Only a secure address (https, or this very machine) lets a browser keep keys.
  if (!window.isSecureContext) {
    if (root.dataset.sealed !== 'check') say(root, 'insecure');
  } else PAGES[root.dataset.sealed ?? '']?.(root);
}
