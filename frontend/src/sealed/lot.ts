// The draw by lot, as docs/methods/lot.md lays it down to the letter; tests hold it against the published vectors.
import { fromHex, hex, joined, sha256, utf8, type Bytes } from './bytes';

export interface Unit {
  code: string;
  name: string;
  weight: number;
}
export interface Listing {
  round: string;
  units: Unit[];
  inspectors: { code: string; name: string }[];
  recused: [string, string][];
  slots: number;
  team_size: number;
}
export interface Drawn {
  unit: string;
  team: string[];
  order: string[];
}

const PROTOCOL = 'congvu-lot-1';
const WORDS = 1n << 64n;

export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}

export const tagged = (...parts: string[]): Promise<Bytes> => sha256(utf8([PROTOCOL, ...parts].join('|')));

export const words = (typed: string): string => typed.normalize('NFC').replace(/\s+/gu, ' ').trim();

export async function commitment(round: string, slot: number, secret: string): Promise<string> {
  return hex(await tagged('commit', round, String(slot), secret));
}

export async function seed(
  listingHash: string,
  slot: number,
  secret: string,
  beacon: string,
): Promise<Bytes> {
  const value = beacon.normalize('NFC').replace(/^[ \t\r\n\u00a0]+|[ \t\r\n\u00a0]+$/g, '');
  return tagged('seed', listingHash, String(slot), secret, value);
}

/** Numbers that follow from a seed: four words of 64 bits from each SHA-256(seed, counter). */
export class Stream {
  private block: DataView | undefined;
  private counter = 0n;
  private at = 32;

  constructor(private readonly seed: Bytes) {}

  async word(): Promise<bigint> {
    if (this.block === undefined || this.at === 32) {
      const count = new Uint8Array(8);
      new DataView(count.buffer).setBigUint64(0, this.counter);
      this.block = new DataView((await sha256(joined(this.seed, count))).buffer);
      this.counter += 1n;
      this.at = 0;
    }
    this.at += 8;
    return this.block.getBigUint64(this.at - 8);
  }

  async below(bound: number): Promise<number> {
    const wide = BigInt(bound);
    const fair = WORDS - (WORDS % wide);
    for (;;) {
      const word = await this.word();
      if (word < fair) return Number(word % wide);
    }
  }

  async shuffled<One>(things: readonly One[]): Promise<One[]> {
    const pool = [...things];
    for (let here = 0; here < pool.length; here += 1) {
      const there = here + (await this.below(pool.length - here));
      const kept = pool[here] as One;
      pool[here] = pool[there] as One;
      pool[there] = kept;
    }
    return pool;
  }
}

export async function draw(listing: Listing, from: Bytes, withdrawn: string[] = []): Promise<Drawn> {
  const stream = new Stream(from);
  let point = await stream.below(listing.units.reduce((sum, unit) => sum + unit.weight, 0));
  const unit = listing.units.find((one) => (point -= one.weight) < 0);
  if (unit === undefined) throw new Error('no unit');
  const out = new Set(listing.recused.filter(([, place]) => place === unit.code).map(([who]) => who));
  const order = await stream.shuffled(
    listing.inspectors.map((one) => one.code).filter((code) => !out.has(code)),
  );
  const team = order.filter((code) => !withdrawn.includes(code)).slice(0, listing.team_size);
  return { unit: unit.code, team, order };
}

export async function listingHash(listing: string): Promise<string> {
  return hex(await sha256(utf8(listing)));
}

export const isSecret = (secret: string): boolean =>
  /^[0-9a-f]{64}$/.test(secret) && fromHex(secret).length === 32;
