import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { messages, people } from '../../db/schema/bot.js';
import { store } from '../../src/mailbox/inbox.js';
import type { Inbound } from '../../src/whatsapp/inbound.js';
import { type TestDatabase, openDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

/** Four people, each with a number and a user id; Meta shows now the one, now the other, now both. */
const WHO = [0, 1, 2, 3];
const phoneOf = (who: number) => `91900000020${who}`;
const userIdOf = (who: number) => `IN.200${who}`;

const webhooks = fc.array(
  fc.array(
    fc.record({
      who: fc.constantFrom(...WHO),
      shows: fc.constantFrom('number', 'user id', 'both'),
      again: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  { minLength: 1, maxLength: 6 },
);

type Said = { who: number; shows: string; again: boolean };

function inbound(said: Said, id: number): Inbound {
  const phone = said.shows === 'user id' ? null : phoneOf(said.who);
  const userId = said.shows === 'number' ? null : userIdOf(said.who);
  return {
    wamid: `wamid.${id}`,
    from: { phone, userId, name: `Person ${said.who}` },
    at: new Date('2026-11-24T12:00:00Z'),
    type: 'text',
    text: `from ${said.who}`,
    details: {},
  };
}

/** Person `n` is whoever this row says, by its number or by its user id. */
function whoIs(row: { phoneNumber: string | null; waUserId: string | null } | undefined): Set<number> {
  return new Set(WHO.filter((n) => row?.phoneNumber === phoneOf(n) || row?.waUserId === userIdOf(n)));
}

test('whatever Meta shows of people, in however many webhooks at once, nobody gets another’s messages', async () => {
  await fc.assert(
    fc.asyncProperty(webhooks, async (story) => {
      await database.db.execute(sql`delete from bot.whatsapp_subscriptions`);
      let id = 0;
      const posts = story.map((webhook) =>
        webhook.map((said) => {
          if (!said.again || id === 0) id += 1;
          return inbound(said, said.again ? id * 100 + said.who : id);
        }),
      );
      const sent = posts.flat();
      await Promise.all(
        posts.flatMap((post) => [store(database.db, post, []), store(database.db, post, [])]),
      );
      const rows = await database.db.select().from(messages);
      const persons = new Map((await database.db.select().from(people)).map((p) => [p.id, p]));
      expect(rows.map((r) => r.whatsappMessageId).toSorted()).toEqual(
        [...new Set(sent.map((m) => m.wamid))].toSorted(),
      );
      for (const row of rows) {
        const owner = persons.get(row.personId);
        const who = Number(row.content?.at(-1));
        expect([...whoIs(owner)], `${row.content}: ${owner?.phoneNumber}/${owner?.waUserId}`).toEqual([who]);
        if (row.phoneNumber) expect(owner?.phoneNumber).toBe(row.phoneNumber);
      }
    }),
    { numRuns: 40 },
  );
});

test('and once everybody has shown both, each is one person with all their messages', async () => {
  await fc.assert(
    fc.asyncProperty(webhooks, async (story) => {
      await database.db.execute(sql`delete from bot.whatsapp_subscriptions`);
      let id = 0;
      const next = (said: Said) => {
        id += 1;
        return inbound(said, id);
      };
      await Promise.all(story.map((webhook) => store(database.db, webhook.map(next), [])));
      const both = WHO.map((who) => next({ who, shows: 'both', again: false }));
      await store(database.db, both, []);
      const reachable = (await database.db.select().from(people)).filter((p) => p.phoneNumber || p.waUserId);
      expect(reachable.map((p) => [p.phoneNumber, p.waUserId]).toSorted()).toEqual(
        WHO.map((who) => [phoneOf(who), userIdOf(who)]),
      );
      const rows = await database.db.select().from(messages);
      expect(rows).toHaveLength(id);
      for (const row of rows) expect(reachable.map((p) => p.id)).toContain(row.personId);
    }),
    { numRuns: 30 },
  );
});
