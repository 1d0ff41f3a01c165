import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Db, Write } from '../../db/client.js';
import { entryLinks } from '../../db/schema/bot.js';

/** Without what looks alike when it is read out: 0 and O, 1 and I. */
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const LENGTH = 5;
/** Room for the reference in what wa.me carries. */
export const LINK_TEXT_MAX = 300;

export interface EntryLink {
  reference: string;
  /** What somebody who follows the link sends, reference and all. */
  text: string;
  url: string;
}

export interface NewEntryLink {
  /** The school's own number, as digits. */
  number: string;
  text: string;
  /** Where the link is put up: "poster at the gate". */
  label: string | null;
  createdBy: string;
  /** The app's clock. */
  now: Date;
}

/**
 * A link that opens a chat with the school, its text written already. The reference is made of text and label: asking for
 * the same link again gives the same one.
 */
export async function entryLink(db: Db, link: NewEntryLink): Promise<{ link: EntryLink; writes: Write[] }> {
  const { number, text, label, createdBy, now } = link;
  for (let length = LENGTH; ; length++) {
    const reference = `P-${wordOf(JSON.stringify([text, label]), length)}`;
    const [known] = await db.select().from(entryLinks).where(eq(entryLinks.reference, reference));
    // Another link that came to the same letters: this one gets one letter more.
    if (known && (known.text !== text || known.label !== label)) continue;
    const carried = `${text} (ref ${reference})`;
    const url = `https://wa.me/${number}?text=${encodeURIComponent(carried)}`;
    const write = db
      .insert(entryLinks)
      .values({ reference, text, label, createdBy, createdAt: now })
      .onConflictDoNothing();
    return { link: { reference, text: carried, url }, writes: known ? [] : [write] };
  }
}

function wordOf(text: string, length: number): string {
  const digest = createHash('sha256').update(text).digest();
  return [...digest.subarray(0, length)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}
