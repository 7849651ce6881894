// Citizens at the counter: what they say, without a name unless they give it.
import type { Desk } from './desk';
import { button, choice, el, labelled, moment } from './parts';

export function showPeople(desk: Desk, place: HTMLElement): void {
  const who = el('input', { type: 'text', maxlength: '200', autocomplete: 'off' });
  const words = el('textarea', { rows: '4', maxlength: '2000' });
  let satisfied: boolean | null = null;
  const said = el('p', { class: 'onsite-said', role: 'status' });
  const ask = (): HTMLElement =>
    choice(
      'satisfied',
      desk.say('satisfied'),
      { yes: desk.say('yes'), no: desk.say('no'), unknown: desk.say('unknown') },
      'unknown',
      (code) => (satisfied = code === 'unknown' ? null : code === 'yes'),
    );
  const asked = el('div', {}, ask());
  const keep = async (): Promise<void> => {
    if (!words.value.trim()) {
      words.focus();
      return;
    }
    const text = words.value.trim();
    await desk.record('interview', text.slice(0, 60), { who: who.value.trim(), words: text, satisfied });
    [who.value, words.value, satisfied] = ['', '', null];
    asked.replaceChildren(ask());
    said.textContent = desk.say('kept');
  };
  const list = el('ul', { class: 'onsite-list' });
  const show = (): void => {
    const mine = desk.records.filter((one) => one.sort === 'interview').reverse();
    list.replaceChildren(
      ...mine.map((one) =>
        el('li', {}, (JSON.parse(one.body) as { words: string }).words, el('small', {}, moment(one.at))),
      ),
    );
    if (!mine.length) list.replaceChildren(el('li', { class: 'text-secondary' }, desk.say('no_interview')));
  };
  desk.onChange(show);
  show();
  place.append(
    el(
      'div',
      { class: 'onsite-body' },
      labelled(desk.say('said'), words),
      labelled(desk.say('who'), who),
      el('span', {}, desk.say('satisfied')),
      asked,
      el(
        'div',
        { class: 'onsite-acts' },
        button(desk.say('save'), () => void keep(), 'btn btn-primary'),
      ),
      said,
    ),
    list,
  );
}
