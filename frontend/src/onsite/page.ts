// The page of one visit: opens from what the phone keeps, loads anew when asked, sends when there is a network.
import { showCases } from './cases';
import { Desk, type Words } from './desk';
import { showHeads } from './heads';
import { showItems } from './items';
import { button, el, fill } from './parts';
import { showPeople } from './people';
import { prepareReader } from './qr';
import { showReceipts } from './receipts';
import { Keeper } from './store';
import { load, send } from './sync';

const SHELL = 'congvu-onsite-1';

export async function startOnSite(root: HTMLElement): Promise<void> {
  const words = JSON.parse(document.getElementById('onsite-words')?.textContent ?? '{}') as Words;
  const say = (key: string): string => (typeof words[key] === 'string' ? (words[key] as string) : key);
  const place = root.querySelector<HTMLElement>('[data-onsite-place]');
  const address = root.dataset.onsite ?? '';
  if (!place) return;
  if (!('indexedDB' in window) || !window.crypto?.subtle || !navigator.serviceWorker) {
    place.replaceChildren(el('p', { class: 'alert alert-warning' }, say('no_store')));
    return;
  }
  void navigator.storage?.persist?.();
  const shell = keepShell(root.dataset.worker ?? '', address);
  const keeper = await Keeper.open(root.dataset.code ?? '');
  let visit = await keeper.visit();
  if (!visit) {
    try {
      visit = await load(address);
      await keeper.keepVisit(visit);
    } catch (error) {
      const stopped = error as { how?: string; words?: string };
      const why = stopped.how === 'sign_in' ? say('sign_in') : stopped.words || say('not_loaded');
      place.replaceChildren(el('p', { class: 'alert alert-warning' }, why));
      return;
    }
  }
  const desk = new Desk(keeper, visit, words, address);
  await desk.refresh();
  show(desk, place);
  await shell;
  root.dataset.ready = 'yes';
}

// The page and everything it uses, kept so that it opens without a network.
async function keepShell(worker: string, address: string): Promise<void> {
  await navigator.serviceWorker.register(worker, {
    scope: address.slice(0, address.slice(0, -1).lastIndexOf('/') + 1),
  });
  await navigator.serviceWorker.ready;
  try {
    await prepareReader();
    await document.fonts.ready;
    const used = performance.getEntriesByType('resource').map((one) => new URL(one.name));
    const own = used.filter((one) => one.origin === location.origin && one.pathname.startsWith('/static/'));
    const shell = await caches.open(SHELL);
    await shell.addAll([location.pathname, ...new Set(own.map((one) => one.href))]);
  } catch {
    // Opened without a network: what was kept before is still there.
  }
}

function show(desk: Desk, place: HTMLElement): void {
  const status = el('p', { class: 'onsite-status', role: 'status' });
  const panels = new Map<string, HTMLElement>();
  const tabs = el('nav', { class: 'onsite-tabs', 'aria-label': desk.visit.unit });
  const open = (code: string): void => {
    for (const [name, panel] of panels) panel.hidden = name !== code;
    for (const tab of tabs.children)
      tab.toggleAttribute('aria-current', (tab as HTMLElement).dataset.tab === code);
    window.scrollTo(0, 0);
  };
  for (const [code, label] of Object.entries(desk.list('tabs'))) {
    const tab = button(label, () => open(code), 'onsite-tab');
    tab.dataset.tab = code;
    tabs.append(tab);
    panels.set(code, el('section', { 'aria-label': label, hidden: true, 'data-panel': code }));
  }
  const said = parts(desk, panels);
  const sendNow = (): void => void sending(desk, said);
  const mark = (): void => {
    status.dataset.online = String(navigator.onLine);
    const left = desk.here;
    status.textContent = [
      navigator.onLine ? desk.say('online') : desk.say('offline'),
      left ? fill(desk.say('here_only'), { n: left }) : desk.records.length ? desk.say('all_kept') : '',
    ]
      .filter(Boolean)
      .join(' · ');
  };
  desk.onChange(mark);
  window.addEventListener('offline', mark);
  window.addEventListener('online', () => {
    mark();
    sendNow();
  });
  document.addEventListener('onsite:send', sendNow);
  mark();
  place.replaceChildren(status, ...panels.values(), tabs);
  open('items');
  if (navigator.onLine && desk.waiting) sendNow();
}

function parts(desk: Desk, panels: Map<string, HTMLElement>): HTMLElement {
  const of = (code: string): HTMLElement => panels.get(code) ?? el('section');
  showItems(desk, of('items'));
  showHeads(desk, of('heads'));
  showCases(desk, of('sample'));
  showPeople(desk, of('people'));
  return showReceipts(
    desk,
    of('sync'),
    () => document.dispatchEvent(new Event('onsite:send')),
    () => void reload(desk),
  );
}

async function reload(desk: Desk): Promise<void> {
  try {
    await desk.keeper.keepVisit(await load(desk.address));
    location.reload();
  } catch {
    await desk.refresh();
  }
}

let under_way = false;

async function sending(desk: Desk, said: HTMLElement): Promise<void> {
  if (under_way) return;
  under_way = true;
  said.textContent = desk.say('sending');
  try {
    const outcome = await send(desk.address, desk.keeper, desk.visit);
    const lines = {
      done: '',
      cut: desk.say('cut'),
      sign_in: desk.say('sign_in'),
      other_account: fill(desk.say('other_account'), { name: desk.visit.member }),
      refused: outcome.words,
    };
    await desk.refresh();
    const clock = outcome.skew ? fill(desk.say('clock'), { n: outcome.skew }) : '';
    said.textContent = [lines[outcome.how] || (desk.here ? '' : desk.say('all_kept')), clock]
      .filter(Boolean)
      .join(' ');
  } finally {
    under_way = false;
  }
}
