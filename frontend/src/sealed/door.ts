// At the door: this device alone reads the envelopes made for its owner, and tells one of them.
import { fromBase64 } from './bytes';
import { readEnvelope, untold, type Envelope } from './envelope';
import { keysHere } from './keys';
import { contents, field, guarded, say } from './page';
import { onSend } from './pages';

export function doorPage(root: HTMLElement): void {
  const form = root.querySelector<HTMLFormElement>('form[data-door]');
  const pattern = root.querySelector<HTMLTemplateElement>('template[data-row]');
  const list = root.querySelector<HTMLElement>('[data-rows]');
  if (!form || !pattern || !list) return;
  const sealed = new Map<string, Envelope>();
  const chosen = (): Envelope | undefined =>
    sealed.get(list.querySelector<HTMLInputElement>('input[type=radio]:checked')?.value ?? '');
  guarded(root, async () => {
    const found = await contents(root);
    const readers = await keysHere();
    const names = new Map([...found.read.units, ...found.read.inspectors].map((one) => [one.code, one.name]));
    let foreign = 0;
    for (const slot of found.slots.filter((one) => !one.opened)) {
      const envelope = await readEnvelope(fromBase64(slot.envelope), readers);
      if (envelope === null) foreign += 1;
      if (!envelope?.unit) continue;
      sealed.set(String(slot.number), envelope);
      const copy = document.importNode(pattern.content, true);
      const put = (name: string, text: string): void => {
        const at = copy.querySelector(`[data-${name}]`);
        if (at) at.textContent = text;
      };
      const [year, month, day] = envelope.visit_on.split('-');
      const radio = copy.querySelector<HTMLInputElement>('input[type=radio]');
      if (radio) {
        radio.value = String(slot.number);
        radio.checked = envelope.visit_on === found.today;
        radio.disabled = envelope.visit_on !== found.today;
      }
      put('number', String(slot.number));
      put('unit', envelope.unit_name);
      put('on', `${day ?? ''}/${month ?? ''}/${year ?? ''}`);
      put('team', envelope.team.map((code) => `${names.get(code) ?? code} (${code})`).join(', '));
      put('words', [envelope.reason, envelope.note].filter(Boolean).join(' · '));
      list.append(copy);
    }
    if (sealed.size === 0) return say(root, foreign > 0 ? 'nokey' : 'nothing');
    for (const button of form.querySelectorAll('button')) button.disabled = false;
  });
  onSend(root, form, () => {
    const envelope = chosen();
    if (!envelope) return Promise.resolve((say(root, 'choose'), false));
    const told = { number: String(envelope.slot), secret: envelope.secret, salt: envelope.salt };
    for (const [name, value] of Object.entries(told)) field(form, name).value = value;
    field(form, 'told').value = JSON.stringify(untold(envelope));
    field(form, 'at').value = new Date().toISOString();
    return Promise.resolve(true);
  });
}
