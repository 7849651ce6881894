// Anybody reckons a published draw again in his own browser: commitments, units, teams, envelopes.
import { canonical, commitment, draw, listingHash, seed, tagged, type Listing } from './lot';
import { hex } from './bytes';
import { guarded, say } from './page';

interface Opening {
  slot: number;
  secret: string;
  unit: string;
  team: string[];
  withdrawn?: string[];
  used: boolean;
  salt: string;
  told: Record<string, unknown>;
}
interface Draw {
  listing: string;
  listing_hash: string;
  commitments: Record<string, string>;
  beacon: string;
  envelopes: Record<string, string>;
  openings: Opening[];
}

/** Numbers of the opened slots of which something does not agree; 0 stands for the list itself. */
export async function disagreeing(found: Draw): Promise<number[]> {
  if ((await listingHash(found.listing)) !== found.listing_hash) return [0];
  const listing = JSON.parse(found.listing) as Listing;
  const wrong: number[] = [];
  for (const one of found.openings) {
    const key = String(one.slot);
    const kept = (await commitment(listing.round, one.slot, one.secret)) === found.commitments[key];
    const from = await seed(found.listing_hash, one.slot, one.secret, found.beacon);
    const drawn = await draw(listing, from, one.withdrawn ?? []);
    const same = drawn.unit === one.unit && drawn.team.join() === one.team.join();
    const sealed = one.used
      ? hex(await tagged('envelope', one.salt, canonical(one.told))) === found.envelopes[key]
      : true;
    if (!kept || !same || !sealed) wrong.push(one.slot);
  }
  return wrong;
}

export function checkPage(root: HTMLElement): void {
  const button = root.querySelector<HTMLButtonElement>('button[data-reckon]');
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () =>
    guarded(root, async () => {
      const answer = await fetch(root.dataset.record ?? '');
      if (!answer.ok) throw new Error(String(answer.status));
      const found = (await answer.json()) as Draw;
      const wrong = await disagreeing(found);
      if (wrong.length > 0) say(root, 'wrong');
      else say(root, found.openings.length > 0 ? 'agrees' : 'none', 'ok');
    }),
  );
}
