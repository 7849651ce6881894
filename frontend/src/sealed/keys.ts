// Keys of this device: the private half cannot be taken out of the browser; a copy under a passphrase is made with it.
import { base64, fromBase64, hex, random, sha256, utf8, type Bytes } from './bytes';
import type { Reader } from './envelope';
import { all, put } from './store';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const ROUNDS = 600_000;
const SORT = 'congvu-key-1';

interface Copy {
  v: string;
  rounds: number;
  salt: string;
  iv: string;
  public: string;
  key: string;
}

export class WrongPassphrase extends Error {}

async function lock(passphrase: string, salt: Bytes, iterations: number): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey('raw', utf8(passphrase.normalize('NFC')), 'PBKDF2', false, [
    'deriveKey',
  ]);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  return crypto.subtle.deriveKey(how, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

async function keep(point: Bytes, pkcs8: Bytes): Promise<Reader> {
  const kept = await crypto.subtle.importKey('pkcs8', pkcs8, CURVE, false, ['deriveBits']);
  const reader = { fingerprint: hex(await sha256(point)), point, private: kept };
  await put('keys', reader.fingerprint, reader);
  return reader;
}

/** A new key; with a passphrase also the text of the copy to keep. */
export async function makeKey(passphrase: string): Promise<{ reader: Reader; copy: string }> {
  const made = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', made.publicKey));
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', made.privateKey));
  let copy = '';
  if (passphrase) {
    const salt = random(16);
    const iv = random(12);
    const key = await lock(passphrase, salt, ROUNDS);
    const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: point }, key, pkcs8);
    const parts = {
      salt: base64(salt),
      iv: base64(iv),
      public: base64(point),
      key: base64(new Uint8Array(body)),
    };
    copy = JSON.stringify({ v: SORT, rounds: ROUNDS, ...parts } satisfies Copy);
  }
  const reader = await keep(point, pkcs8);
  pkcs8.fill(0);
  return { reader, copy };
}

/** Read a copy back, on this or another device. */
export async function readCopy(text: string, passphrase: string): Promise<Reader> {
  try {
    const copy = JSON.parse(text) as Copy;
    if (copy.v !== SORT || !(copy.rounds >= ROUNDS)) throw new Error('another sort of file');
    const point = fromBase64(copy.public);
    const key = await lock(passphrase, fromBase64(copy.salt), copy.rounds);
    const how = { name: 'AES-GCM', iv: fromBase64(copy.iv), additionalData: point };
    const pkcs8 = new Uint8Array(await crypto.subtle.decrypt(how, key, fromBase64(copy.key)));
    const reader = await keep(point, pkcs8);
    pkcs8.fill(0);
    return reader;
  } catch (cause) {
    throw new WrongPassphrase('', { cause });
  }
}

export const keysHere = (): Promise<Reader[]> => all<Reader>('keys');
