import { and, asc, eq, ne } from 'drizzle-orm';
import { messages, people } from '../../db/schema/bot.js';
import type { World } from '../support/world.js';

/** What was put for somebody by the school itself, oldest first: kind, what it says or would say, and what came of it. */
export async function notices(world: World, phone?: string) {
  const rows = await world.app.db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.direction, 'outbound'),
        ne(messages.kind, 'reply'),
        ...(phone ? [eq(messages.phoneNumber, phone)] : []),
      ),
    )
    .orderBy(asc(messages.seq));
  return rows.map(({ kind, status, reason, content, payload, phoneNumber }) => ({
    kind,
    status,
    reason,
    content,
    phone: phoneNumber,
    params: (payload as { params?: Record<string, string> } | null)?.params ?? {},
  }));
}

/** Everybody of the school wrote a minute ago, so that whatever is allowed goes in plain words. */
export async function allWroteJustNow(world: World) {
  await world.app.db.update(people).set({ lastInboundAt: new Date(world.clock.now().getTime() - 60_000) });
}

export async function job(world: World, name: string): Promise<Record<string, number>> {
  const headers = { authorization: `Bearer ${world.env.CRON_SECRET}` };
  const answer = await world.call('cronGet', `/api/cron/${name}`, { headers });
  await world.idle();
  if (answer.status !== 200) throw new Error(`${name}: ${answer.status}`);
  return (await answer.json()) as Record<string, number>;
}

/** The school's own time. */
export function at(world: World, when: string) {
  world.clock.set(`2026-${when}:00+05:30`);
}
