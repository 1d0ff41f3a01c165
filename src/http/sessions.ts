import { and, eq, isNull, sql } from 'drizzle-orm';
import * as z from 'zod';
import { handovers, sessions } from '../../db/schema/bot.js';
import { RuleError } from '../errors.js';
import { handBack } from '../school/handover.js';
import { findPerson } from './people.js';
import { OFFICE, staffRoute } from './route.js';
import { Id, Instant, Phone } from './shapes.js';

const Handover = z.object({ reason: z.string(), since: Instant, until: Instant });

const show = staffRoute({
  method: 'GET',
  path: '/api/whatsapp/sessions/:phone',
  who: OFFICE,
  summary: 'The live session with what it holds, and whether the office has the conversation.',
  params: z.object({ phone: Phone }),
  response: z.object({
    id: Id,
    person_id: Id,
    last_intent: z.string().nullable(),
    last_message_at: Instant,
    expires_at: Instant,
    version: z.number(),
    context: z.unknown(),
    handover: Handover.nullable(),
  }),
  async handle({ app, params }) {
    const person = await findPerson(app.db, params.phone);
    const now = app.clock.now();
    const [[row], [handover]] = await app.db.batch([
      app.db.select().from(sessions).where(live(person.id)),
      app.db
        .select()
        .from(handovers)
        .where(and(eq(handovers.personId, person.id), isNull(handovers.endedAt))),
    ]);
    if (!row || row.expiresAt <= now) throw new RuleError('not_found', 'This person has no open session.');
    return {
      id: row.id,
      person_id: person.id,
      last_intent: row.lastIntent,
      last_message_at: row.lastMessageAt.toISOString(),
      expires_at: row.expiresAt.toISOString(),
      version: row.version,
      context: row.context,
      handover:
        handover && handover.until > now
          ? {
              reason: handover.reason,
              since: handover.createdAt.toISOString(),
              until: handover.until.toISOString(),
            }
          : null,
    };
  },
});

const clear = staffRoute({
  method: 'POST',
  path: '/api/whatsapp/sessions/clear',
  who: OFFICE,
  summary: 'Ends a session and hands the conversation back to the bot; messages and drafts stay.',
  body: z.object({ phone: z.string().min(1, 'the number whose session is to end') }),
  response: z.object({ cleared: z.boolean() }),
  async handle({ app, staff, body: { phone } }) {
    const person = await findPerson(app.db, phone);
    const by = z.uuid().safeParse(staff.id).data ?? null;
    const [ended] = await app.db.batch([
      app.db
        .update(sessions)
        .set({ endedAt: sql`now()` })
        .where(live(person.id))
        .returning({ id: sessions.id }),
      handBack(app.db, { personId: person.id, by, now: app.clock.now() }),
    ]);
    await app.sessions.delete(person.id);
    return { cleared: ended.length > 0 };
  },
});

export const sessionRoutes = [show, clear];

function live(personId: string) {
  return and(eq(sessions.personId, personId), isNull(sessions.endedAt));
}
