// Pages of the ordering person: keys, a new draw, its end.
import { base64, hex, random } from './bytes';
import { sealOwn } from './envelope';
import { keysHere, makeKey, readCopy, WrongPassphrase } from './keys';
import { commitment } from './lot';
import { contents, field, guarded, save, say, secretsOf } from './page';
import { put } from './store';

const SHORTEST = 12;

/** Send a form once its hidden fields are filled; pressed again meanwhile it does nothing. */
export function onSend(root: HTMLElement, form: HTMLFormElement, prepare: () => Promise<boolean>): void {
  let busy = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    if (busy) return;
    busy = true;
    guarded(root, async () => {
      try {
        if (await prepare()) form.submit();
      } finally {
        busy = false;
      }
    });
  });
}

export function keysPage(root: HTMLElement): void {
  const form = root.querySelector<HTMLFormElement>('form[data-make]');
  const back = root.querySelector<HTMLFormElement>('form[data-read-copy]');
  const typed = (name: string): string => root.querySelector<HTMLInputElement>(`[data-${name}]`)?.value ?? '';
  const mark = async (): Promise<void> => {
    const here = new Set((await keysHere()).map((one) => one.fingerprint));
    for (const row of root.querySelectorAll<HTMLElement>('[data-fingerprint]')) {
      const shown = row.querySelector<HTMLElement>('[data-is-here]');
      if (shown) shown.hidden = !here.has(row.dataset.fingerprint ?? '');
    }
  };
  if (form) {
    onSend(root, form, async () => {
      const passphrase = typed('passphrase');
      if (passphrase !== typed('again')) return (say(root, 'differs'), false);
      if (passphrase && passphrase.length < SHORTEST) return (say(root, 'short'), false);
      const { reader, copy } = await makeKey(passphrase);
      if (copy) save(`khoa-niem-phong-${reader.fingerprint.slice(0, 8)}.json`, copy);
      field(form, 'public').value = base64(reader.point);
      return true;
    });
  }
  back?.addEventListener('submit', (event) => {
    event.preventDefault();
    guarded(root, async () => {
      const file = back.querySelector<HTMLInputElement>('input[type=file]')?.files?.[0];
      if (!file) return say(root, 'nofile');
      try {
        await readCopy(await file.text(), typed('unlock'));
        say(root, 'restored', 'ok');
        await mark();
      } catch (error) {
        if (!(error instanceof WrongPassphrase)) throw error;
        say(root, 'wrong');
      }
    });
  });
  guarded(root, mark);
}

export function newPage(root: HTMLElement): void {
  const form = root.querySelector<HTMLFormElement>('form[data-publish]');
  if (!form) return;
  onSend(root, form, async () => {
    const key = (await keysHere()).find((one) => one.fingerprint === root.dataset.key);
    if (!key) return (say(root, 'nokey'), false);
    const code = field(form, 'code').value;
    const secrets = Array.from({ length: Number(field(form, 'slots').value) }, () => hex(random(32)));
    await put('secrets', code, secrets);
    const made = await Promise.all(secrets.map((one, at) => commitment(code, at + 1, one)));
    field(form, 'commitments').value = JSON.stringify(made);
    field(form, 'own_copy').value = base64(await sealOwn(secrets, key.point));
    return true;
  });
}

export function closePage(root: HTMLElement): void {
  const form = root.querySelector<HTMLFormElement>('form[data-close]');
  if (!form) return;
  onSend(root, form, async () => {
    const found = await contents(root);
    const secrets = await secretsOf(found, await keysHere());
    if (!secrets) return (say(root, 'nosecrets'), false);
    const left = found.slots.filter((slot) => !slot.opened);
    const told = Object.fromEntries(left.map((slot) => [String(slot.number), secrets[slot.number - 1]]));
    field(form, 'secrets').value = JSON.stringify(told);
    return true;
  });
}
