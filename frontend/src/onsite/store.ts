// What the phone keeps: the visit as it was loaded, every record and file until the server has acknowledged it.

export interface Item {
  code: string;
  group: string;
  name: string;
  evidence: string;
  violation: string;
  basis: string;
  severity: number;
}
export interface Person {
  official: string;
  name: string;
  post: string;
  unit: string;
  away: string;
}
export interface Sampled {
  code: string;
  purpose: string;
  result: string;
  words: string;
}
export interface Visit {
  code: string;
  unit: string;
  visit_on: string;
  place: string;
  phase: string;
  member: string;
  account: number;
  most: number;
  checklist: string;
  items: Item[];
  people: Person[];
  sample: Sampled[];
  answers: { item: string; value: string; note: string }[];
  heads: {
    official: string | null;
    name: string;
    presence: string;
    reason: string;
    proved: boolean | null;
  }[];
  loaded: string;
}
export type Sort = 'answer' | 'head' | 'interview' | 'evidence' | 'sample';
export interface RecordKept {
  uid: string;
  sort: Sort;
  body: string;
  sha256: string;
  label: string;
  at: string;
  state: 'waiting' | 'received' | 'refused';
  why: string;
}
export interface FileKept {
  uid: string;
  name: string;
  size: number;
  sha256: string;
  content: Blob | null;
  state: 'waiting' | 'received' | 'refused';
  why: string;
}

type Store = 'visit' | 'records' | 'files';

export class Keeper {
  private constructor(private readonly base: IDBDatabase) {}

  /** One database for each visit, so that nothing of one can be sent to another. */
  static open(code: string): Promise<Keeper> {
    remember(code);
    return new Promise((done, fail) => {
      const asked = indexedDB.open(`congvu-onsite-${code}`, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore('visit');
        asked.result.createObjectStore('records', { keyPath: 'uid' });
        asked.result.createObjectStore('files', { keyPath: 'uid' });
      };
      asked.onsuccess = () => done(new Keeper(asked.result));
      asked.onerror = () => fail(asked.error ?? new Error('IndexedDB'));
    });
  }

  private act<T>(
    stores: Store[],
    mode: IDBTransactionMode,
    ask: (of: (name: Store) => IDBObjectStore) => IDBRequest<T> | null,
  ): Promise<T | undefined> {
    return new Promise((done, fail) => {
      const act = this.base.transaction(stores, mode, { durability: 'strict' });
      const asked = ask((name) => act.objectStore(name));
      act.oncomplete = () => done(asked?.result);
      act.onabort = act.onerror = () => fail(act.error ?? new Error('IndexedDB'));
    });
  }

  async visit(): Promise<Visit | undefined> {
    return this.act<Visit>(['visit'], 'readonly', (of) => of('visit').get('visit'));
  }
  async keepVisit(visit: Visit): Promise<void> {
    await this.act(['visit'], 'readwrite', (of) => of('visit').put(visit, 'visit'));
  }
  async records(): Promise<RecordKept[]> {
    const found = await this.act<RecordKept[]>(['records'], 'readonly', (of) => of('records').getAll());
    return (found ?? []).sort((one, other) => one.at.localeCompare(other.at));
  }
  async files(): Promise<FileKept[]> {
    return (await this.act<FileKept[]>(['files'], 'readonly', (of) => of('files').getAll())) ?? [];
  }
  /** A record, with its file if it has one: both or neither. */
  async keep(record: RecordKept, file?: FileKept): Promise<void> {
    await this.act(['records', 'files'], 'readwrite', (of) => {
      if (file) of('files').put(file);
      return of('records').put(record);
    });
  }
  /** Records and files the server has not acknowledged; what it refused is one of them. */
  async left(): Promise<number> {
    const open = new Set<string>();
    for (const one of [...(await this.records()), ...(await this.files())])
      if (one.state !== 'received') open.add(one.uid);
    return open.size;
  }
  /** What the server has, and what was loaded of the unit, its people and its cases. */
  async eraseReceived(): Promise<void> {
    const [records, files] = [await this.records(), await this.files()];
    const open = new Set(files.filter((one) => one.state !== 'received').map((one) => one.uid));
    await this.act(['visit', 'records', 'files'], 'readwrite', (of) => {
      for (const one of records)
        if (one.state === 'received' && !open.has(one.uid)) of('records').delete(one.uid);
      for (const one of files) if (one.state === 'received') of('files').delete(one.uid);
      of('visit').delete('visit');
      return null;
    });
  }
  close(): void {
    this.base.close();
  }
  async keepFile(file: FileKept): Promise<void> {
    await this.act(['files'], 'readwrite', (of) => of('files').put(file));
  }
}

const KNOWN = 'congvu-onsite';

/** Visits that were loaded onto this device, by their codes: not every browser lists its databases. */
export function knownVisits(): string[] {
  try {
    const found: unknown = JSON.parse(window.localStorage.getItem(KNOWN) ?? '[]');
    return Array.isArray(found) ? found.filter((one): one is string => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
function remember(code: string): void {
  window.localStorage.setItem(KNOWN, JSON.stringify([...new Set([...knownVisits(), code])]));
}
export function forgetVisit(code: string): Promise<void> {
  return new Promise((done) => {
    const asked = indexedDB.deleteDatabase(`congvu-onsite-${code}`);
    asked.onsuccess =
      asked.onerror =
      asked.onblocked =
        () => {
          window.localStorage.setItem(KNOWN, JSON.stringify(knownVisits().filter((one) => one !== code)));
          done();
        };
  });
}

/** A number of this device, so that the server can tell what is left on which one. */
export function thisDevice(): string {
  const known = window.localStorage.getItem('congvu-device');
  if (known) return known;
  const made = crypto.randomUUID();
  window.localStorage.setItem('congvu-device', made);
  return made;
}

export async function sha256(content: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const hashOfText = (text: string): Promise<string> => sha256(new TextEncoder().encode(text));

/** The time of this device with its offset; how far it is off is measured when there is a network. */
export const nowHere = (): string => new Date().toISOString();
