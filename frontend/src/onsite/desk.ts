// What all parts of the page share: the visit, what was recorded here, and the one way to record.
import {
  type FileKept,
  type Keeper,
  type RecordKept,
  type Sort,
  type Visit,
  hashOfText,
  nowHere,
  sha256,
} from './store';
import { fill } from './parts';

export interface Words {
  [key: string]: string | Record<string, string>;
}

export class Desk {
  records: RecordKept[] = [];
  files: FileKept[] = [];
  private heard: (() => void)[] = [];

  constructor(
    readonly keeper: Keeper,
    public visit: Visit,
    readonly words: Words,
    readonly address: string,
  ) {}

  say(key: string): string {
    const found = this.words[key];
    return typeof found === 'string' ? found : key;
  }
  list(key: string): Record<string, string> {
    const found = this.words[key];
    return typeof found === 'object' ? found : {};
  }
  onChange(act: () => void): void {
    this.heard.push(act);
  }
  async refresh(): Promise<void> {
    [this.records, this.files] = [await this.keeper.records(), await this.keeper.files()];
    this.heard.forEach((act) => act());
  }

  /** Record something: kept on this phone before anything else happens. */
  async record(sort: Sort, label: string, body: Record<string, unknown>): Promise<void> {
    await this.keeper.keep(await this.made(sort, label, body));
    await this.refresh();
  }

  /** Keep a file: hashed as it came from the camera, then kept whole with its record. */
  async keepFile(
    sort: 'photo' | 'sound' | 'paper',
    content: Blob,
    name: string,
    item: string,
  ): Promise<void> {
    const bytes = await content.arrayBuffer();
    const hash = await sha256(bytes);
    const record = await this.made('evidence', item ? `${item} · ${name}` : name, {
      sort,
      name,
      size: bytes.byteLength,
      sha256: hash,
      item,
    });
    const file: FileKept = {
      uid: record.uid,
      name,
      size: bytes.byteLength,
      sha256: hash,
      content: new Blob([bytes], { type: content.type }),
      state: 'waiting',
      why: '',
    };
    if (file.size > this.visit.most) {
      const mega = (size: number): number => Math.ceil(size / 1024 ** 2);
      file.why = fill(this.say('too_large'), { name, size: mega(file.size), most: mega(this.visit.most) });
      file.state = record.state = 'refused';
      record.why = file.why;
    }
    await this.keeper.keep(record, file);
    await this.refresh();
  }

  private async made(sort: Sort, label: string, given: Record<string, unknown>): Promise<RecordKept> {
    const at = nowHere();
    const body = JSON.stringify({ ...given, at });
    return {
      uid: crypto.randomUUID(),
      sort,
      body,
      sha256: await hashOfText(body),
      label,
      at,
      state: 'waiting',
      why: '',
    };
  }

  /** What was recorded here of one sort, oldest first. */
  bodies<T>(sort: Sort): T[] {
    return this.records.filter((one) => one.sort === sort).map((one) => JSON.parse(one.body) as T);
  }
  get waiting(): number {
    return (
      this.records.filter((one) => one.state === 'waiting').length +
      this.files.filter((one) => one.state === 'waiting').length
    );
  }
  get here(): number {
    const records = this.records.filter((one) => one.state !== 'received').length;
    return records + this.files.filter((one) => one.state !== 'received').length;
  }
}
