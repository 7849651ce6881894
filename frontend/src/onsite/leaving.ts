// Leaving a shared phone: what the server has is erased when one signs out; what it has not is said before.
import { Keeper, knownVisits, forgetVisit } from './store';

/** How many records of visits lie on this device alone. */
export async function left(): Promise<number> {
  let sum = 0;
  for (const code of knownVisits()) {
    const keeper = await Keeper.open(code);
    sum += await keeper.left();
    keeper.close();
  }
  return sum;
}

/** Erase every visit of which the server has everything; of the others what it has, and what was loaded of the unit. */
export async function eraseSent(): Promise<void> {
  for (const code of knownVisits()) {
    const keeper = await Keeper.open(code);
    const open = await keeper.left();
    if (open) await keeper.eraseReceived();
    keeper.close();
    if (!open) await forgetVisit(code);
  }
}

/** Sign-out asks first where records are left, and erases the rest. Unsent records stay for the same person. */
export function startLeaving(): void {
  const first = (event: SubmitEvent): void => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-sign-out]')) return;
    if (form.dataset.asked !== undefined || !('indexedDB' in window) || !knownVisits().length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    void leave(form);
  };
  document.addEventListener('submit', first, true);
}

async function leave(form: HTMLFormElement): Promise<void> {
  try {
    const open = await left();
    const words = (form.dataset.leftBehind ?? '').replace('{n}', String(open));
    if (open && !window.confirm(words)) return;
    await eraseSent();
  } catch {
    // A browser that gives its store away no more must not keep anybody signed in.
  }
  form.dataset.asked = 'yes';
  form.requestSubmit();
}
