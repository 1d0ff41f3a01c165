import { desc, eq } from 'drizzle-orm';
import { attendanceDrafts } from '../../../db/schema/bot.js';
import type { MarkContext } from './rights.js';

/** The list this person was busy with last, whatever has become of it. One request. */
export async function latestDraft(ctx: MarkContext) {
  const d = attendanceDrafts;
  const [latest] = await ctx.db
    .select({ id: d.id, status: d.status, at: d.updatedAt, confirmedAt: d.confirmedAt })
    .from(d)
    .where(eq(d.personId, ctx.actor.personId))
    .orderBy(desc(d.updatedAt), desc(d.createdAt))
    .limit(1);
  return latest ?? null;
}
