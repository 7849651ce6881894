// Sealing: the draw is reckoned here, visits are chosen here, and every slot is sealed anew, used or not.
import { base64, fromBase64, hex, random } from './bytes';
import {
  empty,
  envelopeHash,
  ENVELOPE,
  padded,
  readEnvelope,
  seal,
  TooLong,
  type Envelope,
} from './envelope';
import { keysHere } from './keys';
import { draw, seed, words, type Drawn, type Listing } from './lot';
import { contents, field, guarded, say, secretsOf, type Contents } from './page';
import { onSend } from './pages';

interface Row {
  number: number;
  drawn: Drawn;
  place: HTMLElement;
}

type Found = Contents & { read: Listing };

const input = (row: HTMLElement, name: string): HTMLInputElement | HTMLSelectElement => {
  const found = row.querySelector<HTMLInputElement | HTMLSelectElement>(`[data-${name}]`);
  if (!found) throw new Error(`no field ${name}`);
  return found;
};

export function sealPage(root: HTMLElement): void {
  const form = root.querySelector<HTMLFormElement>('form[data-seal]');
  if (!form) return;
  guarded(root, async () => {
    const found = await contents(root);
    const readers = await keysHere();
    const secrets = await secretsOf(found, readers);
    if (!secrets) return say(root, 'nosecrets');
    if (!found.keys.every(Boolean)) return say(root, 'nokeys');
    const rows = found.beacon ? await show(root, found, secrets) : [];
    for (const row of rows) {
      const slot = found.slots[row.number - 1];
      const before = slot ? await readEnvelope(fromBase64(slot.envelope), readers) : null;
      if (before?.unit) fill(row, before);
    }
    say(root, found.beacon ? 'ready' : 'nobeacon', 'info');
    for (const button of form.querySelectorAll('button')) button.disabled = false;
    onSend(root, form, () => send(root, form, found, secrets, rows));
  });
}

async function show(root: HTMLElement, found: Found, secrets: string[]): Promise<Row[]> {
  const pattern = root.querySelector<HTMLTemplateElement>('template[data-row]');
  const list = root.querySelector<HTMLElement>('[data-rows]');
  if (!pattern || !list) throw new Error('no rows');
  const names = new Map([...found.read.units, ...found.read.inspectors].map((one) => [one.code, one.name]));
  const rows: Row[] = [];
  for (const slot of found.slots.filter((one) => !one.opened)) {
    const secret = secrets[slot.number - 1] ?? '';
    const drawn = await draw(found.read, await seed(found.listing_hash, slot.number, secret, found.beacon));
    const copy = document.importNode(pattern.content, true);
    const place = copy.querySelector<HTMLElement>('[data-slot]');
    if (!place) throw new Error('no row');
    place.dataset.slot = String(slot.number);
    const put = (name: string, words_: string): void => {
      const at = place.querySelector(`[data-${name}]`);
      if (at) at.textContent = words_;
    };
    put('number', String(slot.number));
    put('drawn', names.get(drawn.unit) ?? drawn.unit);
    put('team', drawn.team.map((code) => names.get(code) ?? code).join(', '));
    const unit = input(place, 'unit') as HTMLSelectElement;
    for (const one of found.read.units)
      unit.add(new Option(one.name, one.code, false, one.code === drawn.unit));
    input(place, 'people').value = drawn.team.join(', ');
    list.append(copy);
    rows.push({ number: slot.number, drawn, place });
  }
  return rows;
}

function fill(row: Row, before: Envelope): void {
  (input(row.place, 'use') as HTMLInputElement).checked = true;
  const given = { on: before.visit_on, sort: before.sort, unit: before.unit, reason: before.reason };
  for (const [name, value] of Object.entries(given)) input(row.place, name).value = value;
  input(row.place, 'note').value = before.note;
  input(row.place, 'people').value = before.team.join(', ');
}

async function send(
  root: HTMLElement,
  form: HTMLFormElement,
  found: Found,
  secrets: string[],
  rows: Row[],
): Promise<boolean> {
  const points = found.keys.map(fromBase64);
  const bodies: Record<string, string> = {};
  const hashes: Record<string, string> = {};
  for (const slot of found.slots.filter((one) => !one.opened)) {
    const row = rows.find((one) => one.number === slot.number);
    const envelope =
      row && used(row) ? visit(found, row, secrets[slot.number - 1] ?? '') : empty(slot.number);
    if (envelope === null) return (say(root, 'unfinished'), row?.place.scrollIntoView(), false);
    try {
      bodies[slot.number] = base64(await seal(padded(envelope), points, ENVELOPE));
    } catch (error) {
      if (!(error instanceof TooLong)) throw error;
      return (say(root, 'toolong'), false);
    }
    hashes[slot.number] = await envelopeHash(envelope);
  }
  field(form, 'envelopes').value = JSON.stringify(bodies);
  field(form, 'hashes').value = JSON.stringify(hashes);
  return true;
}

const used = (row: Row): boolean => (input(row.place, 'use') as HTMLInputElement).checked;

function visit(found: Found, row: Row, secret: string): Envelope | null {
  const value = (name: string): string => words(input(row.place, name).value);
  const team = value('people')
    .split(',')
    .map((code) => code.trim())
    .filter(Boolean);
  const unit = found.read.units.find((one) => one.code === value('unit'));
  // Who was recused after the draw gives way to the next in the order drawn; anything else goes by order, with a reason.
  const known = team.every((code) => row.drawn.order.includes(code)) && team.length === row.drawn.team.length;
  const byLot = unit?.code === row.drawn.unit && known;
  if (!unit || team.length === 0 || !value('on') || value('on') < found.today || value('on') > found.until)
    return null;
  if (!byLot && (value('sort') === 'draw' || !value('reason'))) return null;
  const told = {
    visit_on: value('on'),
    team,
    sort: value('sort'),
    reason: value('reason'),
    note: value('note'),
  };
  const named = { slot: row.number, unit: unit.code, unit_name: words(unit.name) };
  return { ...named, ...told, secret, salt: hex(random(32)) };
}
