// Bytes as text and back.
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

export const utf8 = (text: string): Bytes => encoder.encode(text) as Bytes;

export const text = (bytes: Bytes): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

export const hex = (bytes: Bytes): string =>
  [...bytes].map((one) => one.toString(16).padStart(2, '0')).join('');

export function fromHex(digits: string): Bytes {
  if (!/^([0-9a-f]{2})*$/.test(digits)) throw new Error('not hexadecimal');
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function base64(bytes: Bytes): string {
  let found = '';
  for (let at = 0; at < bytes.length; at += 4096) {
    found += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return btoa(found);
}

export const fromBase64 = (letters: string): Bytes =>
  Uint8Array.from(atob(letters), (one) => one.charCodeAt(0));

export function joined(...parts: Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}
