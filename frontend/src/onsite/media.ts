// Photos, papers and sound: hashed and kept as they come.
import type { Desk } from './desk';
import { button, el } from './parts';

export function offerMedia(desk: Desk, item: string): HTMLElement {
  const list = el('ul', { class: 'onsite-media' });
  const said = el('p', { class: 'onsite-said', role: 'status' });
  const keep = async (sort: 'photo' | 'sound' | 'paper', content: Blob, name: string): Promise<void> => {
    try {
      await desk.keepFile(sort, content, name, item);
      said.textContent = desk.say('kept');
    } catch {
      said.textContent = desk.say('full');
    }
  };
  const show = (): void => {
    const mine = desk.records.filter(
      (one) => one.sort === 'evidence' && (JSON.parse(one.body) as { item: string }).item === item,
    );
    list.replaceChildren(
      ...mine.map((one) => {
        const { name } = JSON.parse(one.body) as { name: string };
        return el('li', { 'data-state': one.state }, name, one.why ? el('small', {}, one.why) : '');
      }),
    );
  };
  desk.onChange(show);
  show();
  const acts = el(
    'div',
    { class: 'onsite-acts' },
    picker(desk.say('photo'), 'image/*', true, (file) => keep('photo', file, named(file, 'anh', 'jpg'))),
    picker(desk.say('paper'), 'image/*,application/pdf', false, (file) => keep('paper', file, file.name)),
  );
  if ('MediaRecorder' in window && navigator.mediaDevices) acts.append(recorder(desk, keep, said));
  else acts.append(picker(desk.say('record'), 'audio/*', true, (file) => keep('sound', file, file.name)));
  return el('div', {}, acts, said, list);
}

/** Cameras call every photo the same. */
function named(file: File, stem: string, ending: string): string {
  const at = new Date().toISOString().replace(/[-:]/g, '').slice(0, 15);
  const end = /\.[a-z0-9]+$/i.exec(file.name)?.[0] ?? `.${ending}`;
  return `${stem}-${at}${end}`;
}

export function picker(
  label: string,
  accept: string,
  capture: boolean,
  act: (file: File) => Promise<unknown>,
): HTMLLabelElement {
  const input = el('input', { type: 'file', accept, class: 'visually-hidden', multiple: !capture });
  if (capture) input.setAttribute('capture', 'environment');
  input.addEventListener('change', () => {
    const chosen = [...(input.files ?? [])];
    void (async () => {
      for (const file of chosen) await act(file);
      input.value = '';
    })();
  });
  return el('label', { class: 'btn' }, input, label);
}

function recorder(
  desk: Desk,
  keep: (sort: 'sound', content: Blob, name: string) => Promise<void>,
  said: HTMLElement,
): HTMLElement {
  let running: MediaRecorder | null = null;
  const made = button(desk.say('record'), () => void toggle());
  const toggle = async (): Promise<void> => {
    if (running) {
      running.stop();
      return;
    }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const parts: Blob[] = [];
      running = new MediaRecorder(stream);
      const type = running.mimeType || 'audio/webm';
      running.addEventListener('dataavailable', (event) => parts.push(event.data));
      running.addEventListener('stop', () => {
        stream.getTracks().forEach((track) => track.stop());
        running = null;
        made.textContent = desk.say('record');
        const ending = type.includes('mp4') ? 'm4a' : type.includes('ogg') ? 'ogg' : 'weba';
        const at = new Date().toISOString().replace(/[-:]/g, '').slice(0, 15);
        void keep('sound', new Blob(parts, { type }), `ghi-am-${at}.${ending}`);
      });
      running.start(1000);
      made.textContent = desk.say('stop');
    } catch {
      running = null;
      said.textContent = desk.say('no_microphone');
      made.replaceWith(picker(desk.say('record'), 'audio/*', true, (file) => keep('sound', file, file.name)));
    }
  };
  return made;
}
