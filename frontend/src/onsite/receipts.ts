// The receipt screen: what lies only on this phone, what the server has, what it refused and why.
import type { Desk } from './desk';
import { button, el, moment } from './parts';
import type { FileKept, RecordKept } from './store';

export function showReceipts(
  desk: Desk,
  place: HTMLElement,
  sendNow: () => void,
  reload: () => void,
): HTMLElement {
  const said = el('p', { class: 'onsite-said', role: 'status', 'data-onsite-said': '' });
  const list = el('ul', { class: 'onsite-list' });
  const free = button(desk.say('free'), () => void freeFiles(desk));
  const show = (): void => {
    const files = new Map(desk.files.map((one) => [one.uid, one]));
    list.replaceChildren(...[...desk.records].reverse().map((one) => line(desk, one, files.get(one.uid))));
    free.hidden = !desk.files.some((one) => one.state === 'received' && one.content);
  };
  desk.onChange(show);
  show();
  place.append(
    el(
      'div',
      { class: 'onsite-acts' },
      button(desk.say('send'), sendNow, 'btn btn-primary'),
      button(desk.say('reload'), reload),
      free,
    ),
    said,
    lasting(desk),
    el('h2', { class: 'onsite-group' }, desk.say('receipts')),
    list,
  );
  return said;
}

/** Ask the browser to keep what is recorded here even when room is short, and say so where it will not promise it. */
function lasting(desk: Desk): HTMLElement {
  const note = el('p', { class: 'onsite-status', hidden: true }, desk.say('may_vanish'));
  const storage: StorageManager | undefined = navigator.storage;
  void storage?.persist?.().then((kept) => {
    note.hidden = kept;
  });
  return note;
}

function line(desk: Desk, record: RecordKept, file: FileKept | undefined): HTMLElement {
  const state = file && record.state === 'received' ? file.state : record.state;
  const why = record.why || (file?.why ?? '');
  const sort = desk.list('sorts')[record.sort] ?? record.sort;
  const hash = file ? file.sha256 : record.sha256;
  const row = el(
    'li',
    { 'data-state': state },
    el('strong', {}, `${sort}: ${record.label}`),
    el(
      'small',
      {},
      `${moment(record.at)} · ${desk.say(state)} · `,
      el('span', { class: 'code' }, hash.slice(0, 12)),
    ),
  );
  if (why) row.append(el('span', { class: 'field-error' }, why));
  if (file && !file.content) row.append(el('small', {}, desk.say('freed')));
  const acts = el('div', { class: 'onsite-acts' });
  if (state === 'refused')
    acts.append(button(desk.say('again'), () => void again(desk, record, file), 'btn btn-sm'));
  if (file?.content && state === 'refused')
    acts.append(button(desk.say('save_file'), () => saveFile(file), 'btn btn-sm'));
  if (acts.childElementCount) row.append(acts);
  return row;
}

async function again(desk: Desk, record: RecordKept, file: FileKept | undefined): Promise<void> {
  if (record.state === 'refused') record = { ...record, state: 'waiting', why: '' };
  await desk.keeper.keep(
    record,
    file && file.state === 'refused' ? { ...file, state: 'waiting', why: '' } : file,
  );
  await desk.refresh();
}

function saveFile(file: FileKept): void {
  if (!file.content) return;
  const address = URL.createObjectURL(file.content);
  const link = el('a', { href: address, download: file.name });
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Only what the server has acknowledged by its hash. */
async function freeFiles(desk: Desk): Promise<void> {
  for (const file of desk.files)
    if (file.state === 'received') await desk.keeper.keepFile({ ...file, content: null });
  await desk.refresh();
}
