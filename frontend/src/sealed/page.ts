// What every page of sealed visits does: read what the server gives, say what happened, fill hidden fields.
import { fromBase64 } from './bytes';
import { readOwn, type Reader } from './envelope';
import { commitment, listingHash, type Listing } from './lot';
import { get } from './store';

export interface Slot {
  number: number;
  commitment: string;
  opened: boolean;
  envelope: string;
}
export interface Contents {
  round: string;
  listing: string;
  listing_hash: string;
  beacon: string;
  until: string;
  today: string;
  keys: string[];
  own_copy: string;
  slots: Slot[];
}

/** A sentence of the page (they stand in its `data-say-…`), shown and read out. */
export function say(root: HTMLElement, name: string, tone: 'ok' | 'late' | 'info' = 'late'): void {
  const place = root.querySelector<HTMLElement>('[data-said]');
  if (!place) return;
  place.textContent = root.dataset[`say${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`] ?? name;
  place.className = `notice tone-${tone}`;
  place.hidden = false;
}

export function field(form: HTMLFormElement, name: string): HTMLInputElement {
  const found = form.elements.namedItem(name);
  if (!(found instanceof HTMLInputElement)) throw new Error(`no field ${name}`);
  return found;
}

export async function contents(root: HTMLElement): Promise<Contents & { read: Listing }> {
  const answer = await fetch(root.dataset.contents ?? '', { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(String(answer.status));
  const found = (await answer.json()) as Contents;
  if ((await listingHash(found.listing)) !== found.listing_hash) throw new Error('listing');
  return { ...found, read: JSON.parse(found.listing) as Listing };
}

/** The secrets of a round from this device, or from the own copy; null where neither is whole. */
export async function secretsOf(found: Contents, readers: Reader[]): Promise<string[] | null> {
  const fits = async (secrets: string[] | null | undefined): Promise<boolean> => {
    if (secrets?.length !== found.slots.length) return false;
    const made = await Promise.all(secrets.map((one, at) => commitment(found.round, at + 1, one)));
    return found.slots.every((slot) => made[slot.number - 1] === slot.commitment);
  };
  const here = await get<string[]>('secrets', found.round);
  if (await fits(here)) return here ?? null;
  const copied = found.own_copy ? await readOwn(fromBase64(found.own_copy), readers) : null;
  return (await fits(copied)) ? copied : null;
}

/** Run what a page does once; a failure is said, never lost. */
export function guarded(root: HTMLElement, act: () => Promise<void>): void {
  act().catch((error: unknown) => {
    console.warn(error);
    say(root, 'failed');
  });
}

export function save(name: string, content: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
