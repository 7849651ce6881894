// Cases of the sample, and any case whose QR code is on the paper: what the system says, to compare.
import type { Desk } from './desk';
import { button, choice, el, labelled } from './parts';
import { picker } from './media';
import { readCamera, readPhoto } from './qr';
import type { Sampled } from './store';

interface Known {
  code: string;
  kind: string;
  title: string;
  station: string;
  state: string;
  opened: string;
  due: string;
  closed: string;
  then_station: string;
  then_state: string;
}

export function showCases(desk: Desk, place: HTMLElement): void {
  const said = el('p', { class: 'onsite-said', role: 'status' });
  const answer = el('div', { class: 'onsite-known' });
  const look = (text: string): void => void lookUp(desk, text, answer, said);
  const typed = el('input', {
    type: 'text',
    maxlength: '60',
    autocapitalize: 'characters',
    autocomplete: 'off',
  });
  const video = el('video', { class: 'onsite-video', playsinline: true, muted: true, hidden: true });
  let stop: (() => void) | null = null;
  const scan = async (): Promise<void> => {
    if (stop) {
      stop();
      stop = null;
      video.hidden = true;
      return;
    }
    try {
      video.hidden = false;
      stop = await readCamera(video, (text) => {
        stop = null;
        video.hidden = true;
        look(text);
      });
    } catch {
      video.hidden = true;
      said.textContent = desk.say('no_camera');
    }
  };
  const photo = async (file: File): Promise<void> => {
    const text = await readPhoto(file).catch(() => '');
    if (text) look(text);
    else said.textContent = desk.say('no_qr');
  };
  const rows = el('div', {});
  if (!desk.visit.sample.length) rows.append(el('p', { class: 'text-secondary' }, desk.say('no_sample')));
  for (const one of desk.visit.sample) rows.append(oneCase(desk, one, look));
  place.append(
    el(
      'div',
      { class: 'onsite-acts' },
      navigator.mediaDevices ? button(desk.say('scan'), () => void scan(), 'btn btn-primary') : null,
      picker(desk.say('scan_photo'), 'image/*', true, photo),
    ),
    video,
    el(
      'div',
      { class: 'onsite-look' },
      labelled(desk.say('typed'), typed),
      button(desk.say('look'), () => look(typed.value)),
    ),
    said,
    answer,
    rows,
  );
}

async function lookUp(desk: Desk, text: string, place: HTMLElement, said: HTMLElement): Promise<void> {
  said.textContent = '';
  const inSample = desk.visit.sample.find((one) => text.toUpperCase().includes(one.code));
  try {
    const answer = await fetch(`${desk.address}look/?${new URLSearchParams({ q: text })}`, {
      redirect: 'manual',
    });
    if (answer.type === 'opaqueredirect') {
      said.textContent = desk.say('sign_in');
      return;
    }
    const found = (await answer.json()) as Known & { sentence?: string };
    if (found.sentence) {
      place.replaceChildren();
      said.textContent = found.sentence;
      return;
    }
    const facts = el('dl', { class: 'onsite-facts' });
    const line = (label: string, value: string): void => {
      if (value) facts.append(el('dt', {}, label), el('dd', {}, value));
    };
    line(found.kind, `${found.code} · ${found.title}`);
    line(desk.say('station'), [found.station, found.state].filter(Boolean).join(' · '));
    line(desk.say('opened'), found.opened);
    line(desk.say('due'), found.due);
    line(desk.say('closed'), found.closed);
    line(desk.say('then'), [found.then_station, found.then_state].filter(Boolean).join(' · '));
    place.replaceChildren(el('h2', {}, desk.say('says')), facts);
  } catch {
    place.replaceChildren();
    said.textContent = desk.say('look_offline');
  }
  if (inSample) document.getElementById(`case-${inSample.code}`)?.scrollIntoView({ block: 'center' });
}

function oneCase(desk: Desk, one: Sampled, look: (code: string) => void): HTMLElement {
  const mine = desk.bodies<{ code: string; purpose: string; result: string; words: string }>('sample');
  const last = mine.filter((row) => row.code === one.code && row.purpose === one.purpose).at(-1) ?? one;
  let result = last.result;
  const words = el('input', { type: 'text', maxlength: '1000', autocomplete: 'off' });
  words.value = last.words;
  const said = el('p', { class: 'onsite-said', role: 'status' });
  const keep = async (): Promise<void> => {
    if (!result) return;
    if (result === 'differs' && !words.value.trim()) {
      said.textContent = desk.say('need_words');
      words.focus();
      return;
    }
    await desk.record('sample', `${one.code} · ${desk.list('results')[result] ?? ''}`, {
      code: one.code,
      purpose: one.purpose,
      result,
      words: words.value.trim(),
    });
    said.textContent = desk.say('kept');
  };
  words.addEventListener('change', () => void keep());
  return el(
    'div',
    { class: 'onsite-person', id: `case-${one.code}` },
    el(
      'div',
      { class: 'onsite-acts' },
      el('strong', { class: 'code' }, one.code),
      button(desk.say('look'), () => look(one.code)),
    ),
    choice(`result-${one.purpose}-${one.code}`, one.code, desk.list('results'), result, (code) => {
      result = code;
      void keep();
    }),
    labelled(desk.say('note'), words),
    said,
  );
}
