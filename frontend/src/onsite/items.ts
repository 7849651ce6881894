// The checklist: each item with what to look at, its result, words, photos and sound.
import type { Desk } from './desk';
import { offerMedia } from './media';
import { button, choice, el, labelled } from './parts';
import type { Item } from './store';

interface Answer {
  item: string;
  value: string;
  note: string;
}

const NEEDS_WORDS = new Set(['breach', 'praise']);

/** The result of every item as known here: what the server said, then what was recorded since. */
function results(desk: Desk): Map<string, Answer> {
  const all = [...desk.visit.answers, ...desk.bodies<Answer>('answer')];
  return new Map(all.map((one) => [one.item, one]));
}

export function showItems(desk: Desk, place: HTMLElement): void {
  const rows = new Map<string, HTMLDetailsElement>();
  let group = '';
  for (const item of desk.visit.items) {
    if (item.group !== group) {
      group = item.group;
      place.append(el('h2', { class: 'onsite-group' }, `${group}. ${desk.list('groups')[group] ?? ''}`));
    }
    const row = oneItem(desk, item);
    rows.set(item.code, row);
    place.append(row);
  }
  const mark = (): void => {
    const known = results(desk);
    for (const [code, row] of rows) {
      const value = known.get(code)?.value ?? '';
      row.dataset.value = value;
      const state = row.querySelector('.onsite-state');
      if (state) state.textContent = desk.list('values')[value] ?? '';
    }
  };
  desk.onChange(mark);
  mark();
}

function oneItem(desk: Desk, item: Item): HTMLDetailsElement {
  const row = el('details', { class: 'onsite-row', id: `item-${item.code}` });
  row.append(
    el(
      'summary',
      {},
      el('span', { class: 'code' }, item.code),
      el('span', { class: 'onsite-name' }, item.name),
      el('span', { class: 'onsite-state' }),
    ),
  );
  // Filled when it is opened first: 78 forms at once would be slow on a small phone.
  row.addEventListener('toggle', () => {
    if (row.open && row.childElementCount === 1) row.append(itemForm(desk, item));
  });
  return row;
}

function itemForm(desk: Desk, item: Item): HTMLElement {
  const known = results(desk).get(item.code);
  let value = known?.value ?? '';
  const note = el('textarea', { rows: '3', maxlength: '2000' });
  note.value = known?.note ?? '';
  const said = el('p', { class: 'onsite-said', role: 'status' });
  const keep = async (): Promise<void> => {
    const words = note.value.trim();
    if (!value) return;
    if (NEEDS_WORDS.has(value) && !words) {
      said.textContent = desk.say('need_words');
      note.focus();
      return;
    }
    await desk.record('answer', `${item.code} · ${desk.list('values')[value] ?? ''}`, {
      item: item.code,
      value,
      note: words,
    });
    said.textContent = desk.say('kept');
  };
  note.addEventListener('input', () => (said.textContent = desk.say('changed')));
  note.addEventListener('change', () => void keep());
  const facts = el('dl', { class: 'onsite-facts' });
  for (const key of ['evidence', 'violation', 'basis'] as const)
    if (item[key]) facts.append(el('dt', {}, desk.say(key)), el('dd', {}, item[key]));
  return el(
    'div',
    { class: 'onsite-body' },
    facts,
    choice(`value-${item.code}`, item.name, desk.list('values'), value, (code) => {
      value = code;
      void keep();
    }),
    labelled(desk.say('note'), note),
    offerMedia(desk, item.code),
    el(
      'div',
      { class: 'onsite-acts' },
      button(desk.say('save'), () => void keep(), 'btn btn-primary'),
    ),
    said,
  );
}
