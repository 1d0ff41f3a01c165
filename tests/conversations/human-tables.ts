import { eq } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { handovers, messages, people } from '../../db/schema/bot.js';

/** A new person's number; Vivek Gupta is the father of two pupils. */
export const STRANGER = '919000000160';
export const VIVEK = '919000000016';
export const RAHUL = '919000000002';
export const OFFICE = '919000000006';

/** Every conversation that is or was with the office, oldest first: why, and whether it still is. */
export async function withOffice(db: Db): Promise<string[]> {
  const rows = await db.select().from(handovers).orderBy(handovers.createdAt);
  return rows.map((h) => `${h.reason}${h.endedAt ? ', ended' : ''}`);
}

/** What became of somebody's messages, oldest first. */
export async function heardFrom(db: Db, phone: string): Promise<string[]> {
  const rows = await db
    .select({ content: messages.content, status: messages.status, reason: messages.reason })
    .from(messages)
    .innerJoin(people, eq(people.id, messages.personId))
    .where(eq(people.phoneNumber, phone))
    .orderBy(messages.seq);
  return rows.map((m) => `${m.content}: ${[m.status, m.reason].filter(Boolean).join(' ')}`);
}
