// Envelopes: one size, one content key each, wrapped to two persons. Their layout is in policy/sealed.py.
import { fromHex, hex, joined, random, sha256, text, utf8, type Bytes } from './bytes';
import { canonical, tagged } from './lot';

export interface Told {
  slot: number;
  unit: string;
  unit_name: string;
  visit_on: string;
  team: string[];
  sort: string;
  reason: string;
  secret: string;
  note: string;
}
export interface Envelope extends Told {
  salt: string;
}
export interface Reader {
  fingerprint: string;
  point: Bytes;
  private: CryptoKey;
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const INFO = utf8('congvu-lot-1|wrap');
const SIZE = 4096;
const POINT = 65;
const NONCE = 12;
const READER = 32 + POINT + NONCE + 48;
export const ENVELOPE = utf8('CVS1');
export const OWN = utf8('CVO1');

export class TooLong extends Error {}

export const empty = (slot: number): Envelope => ({
  ...{ slot, unit: '', unit_name: '', visit_on: '', team: [], sort: '', reason: '', secret: '', note: '' },
  salt: hex(random(32)),
});

export const untold = ({ salt: _salt, ...told }: Envelope): Told => told;

export async function envelopeHash(envelope: Envelope): Promise<string> {
  return hex(await tagged('envelope', envelope.salt, canonical(untold(envelope))));
}

export function padded(envelope: Envelope): Bytes {
  const body = utf8(canonical(envelope));
  if (body.length > SIZE) throw new TooLong();
  const whole = new Uint8Array(SIZE).fill(32);
  whole.set(body);
  return whole;
}

async function wrapping(shared: ArrayBuffer, ephemeral: Bytes, reader: Bytes): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: joined(ephemeral, reader), info: INFO };
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

const importPoint = (point: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', point, CURVE, false, []);

async function wrap(contentKey: Bytes, reader: Bytes): Promise<Bytes> {
  const made = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey('raw', made.publicKey));
  const with_ = { name: 'ECDH', public: await importPoint(reader) };
  const shared = await crypto.subtle.deriveBits(with_, made.privateKey, 256);
  const iv = random(NONCE);
  const key = await wrapping(shared, ephemeral, reader);
  const body = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, contentKey));
  return joined(await sha256(reader), ephemeral, iv, body);
}

export async function seal(content: Bytes, readers: Bytes[], magic: Bytes): Promise<Bytes> {
  const contentKey = random(32);
  const parts = await Promise.all(readers.map((reader) => wrap(contentKey, reader)));
  const additionalData = joined(magic, ...parts);
  const iv = random(NONCE);
  const key = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt']);
  const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, content);
  return joined(additionalData, iv, new Uint8Array(body));
}

/** What an envelope holds, or null where no key of this device opens it. */
export async function unseal(
  body: Bytes,
  readers: Reader[],
  magic: Bytes,
  count: number,
): Promise<Bytes | null> {
  const ends = magic.length + count * READER;
  for (let place = 0; place < count; place += 1) {
    const part = body.slice(magic.length + place * READER, magic.length + (place + 1) * READER);
    const reader = readers.find((one) => one.fingerprint === hex(part.slice(0, 32)));
    if (reader === undefined) continue;
    const ephemeral = part.slice(32, 32 + POINT);
    const with_ = { name: 'ECDH', public: await importPoint(ephemeral) };
    const shared = await crypto.subtle.deriveBits(with_, reader.private, 256);
    const key = await wrapping(shared, ephemeral, reader.point);
    const iv = part.slice(32 + POINT, 32 + POINT + NONCE);
    const contentKey = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv },
      key,
      part.slice(32 + POINT + NONCE),
    );
    const opening = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['decrypt']);
    const how = { name: 'AES-GCM', iv: body.slice(ends, ends + NONCE), additionalData: body.slice(0, ends) };
    return new Uint8Array(await crypto.subtle.decrypt(how, opening, body.slice(ends + NONCE)));
  }
  return null;
}

export async function readEnvelope(body: Bytes, readers: Reader[]): Promise<Envelope | null> {
  const content = body.length === 0 ? null : await unseal(body, readers, ENVELOPE, 2);
  return content === null ? null : (JSON.parse(text(content)) as Envelope);
}

export const sealOwn = (secrets: string[], point: Bytes): Promise<Bytes> =>
  seal(joined(...secrets.map(fromHex)), [point], OWN);

export async function readOwn(body: Bytes, readers: Reader[]): Promise<string[] | null> {
  const content = await unseal(body, readers, OWN, 1);
  if (content === null) return null;
  return Array.from({ length: content.length / 32 }, (_none, at) =>
    hex(content.slice(at * 32, at * 32 + 32)),
  );
}
