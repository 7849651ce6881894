// Sending: ask what the server holds, send what it lacks, take as received only what comes back with the same hash.
import { type FileKept, type Keeper, type RecordKept, type Visit, sha256, thisDevice } from './store';

const AT_ONCE = 20;

interface State {
  account: number;
  token: string;
  piece: number;
  records: Record<string, string>;
  files: Record<string, { sha256: string; have: number[] }>;
}
interface Answer {
  kept: { uid: string; sha256: string }[];
  refused: { uid: string; sentence: string; code: string }[];
}
export interface Outcome {
  how: 'done' | 'cut' | 'sign_in' | 'other_account' | 'refused';
  words: string;
  skew: number;
}

class Stopped extends Error {
  constructor(
    readonly how: Outcome['how'],
    readonly words = '',
  ) {
    super(how);
  }
}

/** An answer of the server as JSON; a refusal in its words; not signed in any more. */
async function ask(address: string, options: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address, {
      ...options,
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'same-origin',
    });
  } catch {
    throw new Stopped('cut');
  }
  if (answer.type === 'opaqueredirect') throw new Stopped('sign_in');
  return answer;
}

async function refusal(answer: Response): Promise<{ sentence: string; code: string }> {
  try {
    return (await answer.json()) as { sentence: string; code: string };
  } catch {
    return { sentence: String(answer.status), code: '' };
  }
}

export async function load(address: string): Promise<Visit> {
  const answer = await ask(`${address}parcel/`);
  if (!answer.ok) throw new Stopped('refused', (await refusal(answer)).sentence);
  return { ...((await answer.json()) as Omit<Visit, 'loaded'>), loaded: new Date().toISOString() };
}

export async function send(address: string, keeper: Keeper, visit: Visit): Promise<Outcome> {
  let skew = 0;
  try {
    const before = Date.now();
    const answer = await ask(`${address}state/`);
    if (!answer.ok) throw new Stopped('refused', (await refusal(answer)).sentence);
    // Our clock against the server's, in the middle of the question.
    const theirs = Date.parse(answer.headers.get('Date') ?? '');
    if (!Number.isNaN(theirs)) skew = Math.round(((before + Date.now()) / 2 - theirs - 500) / 1000);
    if (Math.abs(skew) < 2) skew = 0;
    const state = (await answer.json()) as State;
    if (state.account !== visit.account) throw new Stopped('other_account');
    // Said before and after: if the connection is cut in between, the server knows that something is left.
    await tellLeft(address, keeper, state);
    try {
      await sendRecords(address, keeper, state, skew);
      await sendFiles(address, keeper, state);
    } finally {
      await tellLeft(address, keeper, state).catch(() => undefined);
    }
    return { how: 'done', words: '', skew };
  } catch (error) {
    if (error instanceof Stopped) return { how: error.how, words: error.words, skew };
    throw error;
  }
}

/** How much of the visit lies on this device alone. */
async function tellLeft(address: string, keeper: Keeper, state: State): Promise<void> {
  await ask(`${address}left/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': state.token },
    body: JSON.stringify({ device: thisDevice(), unsent: await keeper.left() }),
  });
}

async function sendRecords(address: string, keeper: Keeper, state: State, skew: number): Promise<void> {
  const waiting: RecordKept[] = [];
  for (const one of await keeper.records()) {
    if (one.state !== 'waiting') continue;
    if (state.records[one.uid] === one.sha256) await keeper.keep({ ...one, state: 'received' });
    else waiting.push(one);
  }
  for (let start = 0; start < waiting.length; start += AT_ONCE) {
    const some = waiting.slice(start, start + AT_ONCE);
    const parcels = some.map(({ uid, sort, sha256: hash, body }) => ({ uid, sort, sha256: hash, body }));
    const answer = await ask(`${address}sync/`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRFToken': state.token },
      body: JSON.stringify({ skew, parcels }),
    });
    if (!answer.ok) throw new Stopped('refused', (await refusal(answer)).sentence);
    const said = (await answer.json()) as Answer;
    for (const one of some) {
      if (said.kept.some((kept) => kept.uid === one.uid && kept.sha256 === one.sha256))
        await keeper.keep({ ...one, state: 'received', why: '' });
      const refused = said.refused.find((found) => found.uid === one.uid);
      if (refused && refused.code !== 'damaged')
        await keeper.keep({ ...one, state: 'refused', why: refused.sentence });
    }
  }
}

async function sendFiles(address: string, keeper: Keeper, state: State): Promise<void> {
  const announced = new Set(
    (await keeper.records()).filter((one) => one.state === 'received').map((one) => one.uid),
  );
  for (const file of await keeper.files()) {
    if (file.state !== 'waiting' || !announced.has(file.uid)) continue;
    const there = state.files[file.uid];
    if (there?.sha256 === file.sha256) await keeper.keepFile({ ...file, state: 'received', why: '' });
    else await sendFile(address, keeper, state, file, new Set(there?.have ?? []));
  }
}

async function sendFile(
  address: string,
  keeper: Keeper,
  state: State,
  file: FileKept,
  have: Set<number>,
): Promise<void> {
  if (!file.content) return;
  for (let offset = 0; offset < file.size; offset += state.piece) {
    // The last piece is always sent: its answer says whether the whole is kept.
    if (have.has(offset) && offset + state.piece < file.size) continue;
    const piece = await file.content.slice(offset, offset + state.piece).arrayBuffer();
    const query = new URLSearchParams({
      uid: await pieceId(file.uid, offset),
      of: file.uid,
      offset: String(offset),
      total: String(file.size),
      sha256: await sha256(piece),
    });
    const answer = await ask(`${address}piece/?${query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream', 'X-CSRFToken': state.token },
      body: piece,
    });
    if (!answer.ok) {
      const said = await refusal(answer);
      if (said.code === 'damaged' || said.code === 'file_damaged') throw new Stopped('cut');
      if (answer.status >= 500) throw new Stopped('cut');
      await keeper.keepFile({ ...file, state: 'refused', why: said.sentence });
      return;
    }
    if (((await answer.json()) as { whole: boolean }).whole) {
      await keeper.keepFile({ ...file, state: 'received', why: '' });
      return;
    }
  }
}

/** The number of a piece follows from its file and place: sent again it is the same. */
async function pieceId(uid: string, offset: number): Promise<string> {
  const hash = await sha256(new TextEncoder().encode(`${uid}|${offset}`));
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}
