// The head count: who should be here, who is.
import type { Desk } from './desk';
import { button, choice, el, labelled } from './parts';

interface Head {
  official: string | null;
  name: string;
  presence: string;
  reason: string;
  proved: boolean | null;
}

const keyOf = (one: { official: string | null; name: string }): string => one.official || `+${one.name}`;

function counted(desk: Desk): Map<string, Head> {
  return new Map([...desk.visit.heads, ...desk.bodies<Head>('head')].map((one) => [keyOf(one), one]));
}

export function showHeads(desk: Desk, place: HTMLElement): void {
  const sum = el('p', { class: 'onsite-sum', role: 'status' });
  const list = el('div', {});
  const shown = new Set<string>();
  const add = (person: {
    official: string;
    name: string;
    post: string;
    unit: string;
    away: string;
  }): void => {
    if (shown.has(keyOf(person))) return;
    shown.add(keyOf(person));
    list.append(onePerson(desk, person));
  };
  if (!desk.visit.people.length) list.append(el('p', { class: 'text-secondary' }, desk.say('empty_unit')));
  desk.visit.people.forEach(add);
  const show = (): void => {
    for (const one of counted(desk).values())
      if (!one.official) add({ official: '', name: one.name, post: '', unit: '', away: '' });
    const known = counted(desk);
    const figures = Object.entries(desk.list('presences')).map(
      ([code, words]) => `${words}: ${[...known.values()].filter((one) => one.presence === code).length}`,
    );
    sum.textContent = figures.join(' · ');
  };
  desk.onChange(show);
  show();
  const name = el('input', { type: 'text', maxlength: '200', autocomplete: 'off' });
  const more = el(
    'div',
    { class: 'onsite-body' },
    labelled(desk.say('name'), name),
    button(desk.say('add'), () => {
      if (!name.value.trim()) return;
      add({ official: '', name: name.value.trim(), post: '', unit: '', away: '' });
      name.value = '';
    }),
  );
  place.append(
    sum,
    list,
    el('details', { class: 'onsite-row' }, el('summary', {}, desk.say('add_person')), more),
  );
}

function onePerson(
  desk: Desk,
  person: { official: string; name: string; post: string; unit: string; away: string },
): HTMLElement {
  const key = keyOf(person);
  const known = counted(desk).get(key);
  let presence = known?.presence ?? '';
  let proved = known?.proved ?? null;
  const reason = el('input', { type: 'text', maxlength: '500', autocomplete: 'off' });
  reason.value = known?.reason ?? person.away;
  const keep = async (): Promise<void> => {
    if (!presence) return;
    await desk.record('head', `${person.name} · ${desk.list('presences')[presence] ?? ''}`, {
      official: person.official,
      name: person.name,
      post: person.post,
      presence,
      reason: presence === 'present' ? '' : reason.value.trim(),
      proved: presence === 'present' ? null : proved,
    });
  };
  const why = el(
    'div',
    { class: 'onsite-why', hidden: !presence || presence === 'present' },
    labelled(desk.say('reason'), reason),
    choice(
      `proved-${key}`,
      desk.say('reason'),
      { yes: desk.say('proved'), no: desk.say('not_proved') },
      proved === null ? '' : proved ? 'yes' : 'no',
      (code) => {
        proved = code === 'yes';
        void keep();
      },
    ),
  );
  reason.addEventListener('change', () => void keep());
  return el(
    'div',
    { class: 'onsite-person' },
    el('strong', {}, person.name),
    el('small', {}, [person.post, person.unit, person.away].filter(Boolean).join(' · ')),
    choice(`presence-${key}`, person.name, desk.list('presences'), presence, (code) => {
      presence = code;
      why.hidden = code === 'present';
      void keep();
    }),
    why,
  );
}
