import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import * as z from 'zod';
import { guard } from '../../db/client.js';
import { handovers, messages, people } from '../../db/schema/bot.js';
import { RuleError } from '../errors.js';
import { handBack } from '../school/handover.js';
import { actingId, auditOffice } from '../school/office/rights.js';
import { deskOf, save } from './desk.js';
import { findPerson } from './people.js';
import { OFFICE, staffRoute } from './route.js';
import { Id, Instant, Phone } from './shapes.js';

/** There are never more at once that somebody could see to. */
const MOST = 200;

const list = staffRoute({
  method: 'GET',
  path: '/api/handovers',
  who: OFFICE,
  summary: 'Conversations that the office has, longest waiting first: the bot is silent in them.',
  response: z.object({
    handovers: z.array(
      z.object({
        person_id: Id,
        phone: z.string().nullable(),
        user_id: z.string().nullable(),
        name: z.string().nullable(),
        reason: z.string(),
        context: z.unknown(),
        since: Instant,
        until: Instant,
        last_words: z.string().nullable(),
      }),
    ),
  }),
  async handle({ app }) {
    const last = sql<string | null>`(select m.content from ${messages} m where m.person_id = ${people.id}
      and m.direction = 'inbound' order by m.seq desc limit 1)`;
    const rows = await app.db
      .select({ handover: handovers, person: people, last })
      .from(handovers)
      .innerJoin(people, eq(people.id, handovers.personId))
      .where(and(isNull(handovers.endedAt), gt(handovers.until, app.clock.now())))
      .orderBy(handovers.createdAt)
      .limit(MOST);
    return {
      handovers: rows.map(({ handover, person, last: words }) => ({
        ...{
          person_id: person.id,
          phone: person.phoneNumber,
          user_id: person.waUserId,
          name: person.profileName,
        },
        ...{ reason: handover.reason, context: handover.context },
        since: handover.createdAt.toISOString(),
        until: handover.until.toISOString(),
        last_words: words,
      })),
    };
  },
});

const back = staffRoute({
  method: 'POST',
  path: '/api/handovers/:phone/hand-back',
  who: OFFICE,
  summary: 'Gives a conversation back to the bot; the session stays.',
  params: z.object({ phone: Phone }),
  response: z.object({ handed_back: z.literal(true) }),
  async handle(call) {
    const { app, params } = call;
    const person = await findPerson(app.db, params.phone);
    const desk = await deskOf(call);
    const live = and(
      eq(handovers.personId, person.id),
      isNull(handovers.endedAt),
      gt(handovers.until, desk.now),
    );
    const [held] = await app.db.select({ reason: handovers.reason }).from(handovers).where(live);
    if (!held) throw new RuleError('not_found', 'The office does not have this conversation.');
    await save(app, [
      guard(app.db, 'handover', sql`exists (select 1 from ${handovers} where ${live} for update)`),
      handBack(app.db, { personId: person.id, by: actingId(desk), now: desk.now }),
      auditOffice(desk, {
        action: 'conversation_handed_back',
        about: { held_for: person.id },
        before: { with: 'office', reason: held.reason },
        after: { with: 'bot' },
      }),
    ]);
    return { handed_back: true as const };
  },
});

export const handoverRoutes = [list, back];
