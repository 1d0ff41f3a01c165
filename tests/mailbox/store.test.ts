import { randomUUID } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handovers, leads, messages, people, personLinks, unansweredQuestions } from '../../db/schema/bot.js';
import { store } from '../../src/mailbox/inbox.js';
import { optIn, optOut } from '../../src/outreach/consent.js';
import type { Contact, Inbound } from '../../src/whatsapp/inbound.js';
import { type TestDatabase, openDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
beforeEach(() => database.reset());
afterAll(() => database.close());

const NOON = Date.parse('2026-11-24T12:00:00+05:30');
const minutes = (n: number) => new Date(NOON + n * 60_000);
let count = 0;
beforeEach(() => {
  count = 0;
});

function who(contact: Partial<Contact>): Contact {
  return { phone: null, userId: null, name: null, ...contact };
}

/** Somebody says something, at noon unless told. */
function says(contact: Partial<Contact>, more: Partial<Inbound> = {}): Inbound {
  count += 1;
  const from = who(contact);
  const text = `${from.phone ?? ''}/${from.userId ?? ''} #${count}`;
  return { wamid: `wamid.${count}`, from, at: minutes(0), type: 'text', text, details: {}, ...more };
}

const put = (...said: Inbound[]) => store(database.db, said, []);
const person = async (by: Partial<Contact>) => {
  const where = by.phone ? eq(people.phoneNumber, by.phone) : eq(people.waUserId, by.userId ?? '');
  const [row] = await database.db.select().from(people).where(where);
  return row;
};
const inboxOf = async (id: string | undefined) => {
  const rows = await database.db
    .select({ text: messages.content })
    .from(messages)
    .where(eq(messages.personId, id ?? '00000000-0000-4000-8000-000000000000'))
    .orderBy(asc(messages.seq));
  return rows.map((r) => r.text);
};
const total = async () => (await database.db.select().from(messages)).length;

const ASHA = { phone: '919000000101', name: 'Asha' };
const RAVI = { phone: '919000000102', name: 'Ravi' };
const U1 = 'IN.30400000000000101';
const U2 = 'IN.30400000000000102';

describe('a message', () => {
  test('is kept with what was said, when, and by whom, and is open', async () => {
    const said = says(ASHA, { type: 'audio', text: null, details: { media: { id: '303', voice: true } } });
    const stored = await put(said);
    const asha = await person(ASHA);
    expect(stored).toEqual({ people: [asha?.id], statuses: 0 });
    expect(await database.db.select().from(messages)).toMatchObject([
      {
        personId: asha?.id,
        phoneNumber: ASHA.phone,
        direction: 'inbound',
        messageType: 'audio',
        content: null,
        metadata: { media: { id: '303', voice: true } },
        whatsappMessageId: said.wamid,
        status: 'received',
        sentAt: minutes(0),
        attempts: 0,
      },
    ]);
  });

  test('of somebody new is their consent to be answered, and opens the 24 hours', async () => {
    await put(says(ASHA));
    expect(await person(ASHA)).toMatchObject({
      profileName: 'Asha',
      userType: 'prospect',
      isActive: true,
      optedInAt: minutes(0),
      consentSource: 'wrote to us',
      lastInboundAt: minutes(0),
    });
  });

  test('never moves the 24 hours back when it comes late', async () => {
    await put(says(ASHA, { at: minutes(10) }));
    await put(says(ASHA, { at: minutes(-60) }));
    expect(await person(ASHA)).toMatchObject({ lastInboundAt: minutes(10), optedInAt: minutes(10) });
  });

  test('that Meta wrote itself is neither consent nor a message of the person', async () => {
    const system = { system: { type: 'user_changed_number', wa_id: '919000000199' } };
    await put(says({ phone: ASHA.phone }, { type: 'system', text: null, details: system }));
    expect(await person(ASHA)).toMatchObject({ optedInAt: null, consentSource: null, lastInboundAt: null });
  });

  test('that comes twice in one POST is kept once', async () => {
    const said = says(ASHA);
    await put(said, says(ASHA), said);
    expect(await total()).toBe(2);
  });

  test('that comes again in another POST is kept once, and still wants its answer', async () => {
    const said = says(ASHA);
    const first = await put(said);
    expect(await put(said)).toEqual(first);
    expect(await total()).toBe(1);
  });

  test('that comes again after it was answered wants nothing more', async () => {
    const said = says(ASHA);
    await put(said);
    await database.db.update(messages).set({ status: 'handled' });
    expect((await put(said)).people).toEqual([]);
    expect((await put(said, says(RAVI))).people).toEqual([(await person(RAVI))?.id]);
  });

  test('that comes in ten POSTs at the same moment is kept once', async () => {
    const said = [says(ASHA), says(RAVI), says({ userId: U1 })];
    const orders = Array.from({ length: 10 }, (_, i) => (i % 2 ? said : said.toReversed()));
    const stored = await Promise.all(orders.map((order) => put(...order)));
    expect(await total()).toBe(3);
    expect(stored.every((s) => s.people.length === 3)).toBe(true);
    expect(await inboxOf((await person(ASHA))?.id)).toHaveLength(1);
  });

  test('keeps its place in the order in which Meta gave them', async () => {
    const said = Array.from({ length: 30 }, (_, i) => says(i % 2 ? ASHA : RAVI));
    await put(...said);
    const rows = await database.db.select().from(messages).orderBy(asc(messages.seq));
    expect(rows.map((r) => r.whatsappMessageId)).toEqual(said.map((s) => s.wamid));
  });

  test.each([
    ['NUL', 'a\u0000b', 'a\ufffdb'],
    ['half an emoji', 'cut \ud83d', 'cut \ufffd'],
    ['the other half', '\udc4d cut', '\ufffd cut'],
    ['a whole emoji', 'fine 👍🏽', 'fine 👍🏽'],
    ['a backslash before what looks like an escape', 'C:\\u0000\\ud83d', 'C:\\u0000\\ud83d'],
    ['two of them', '\\\u0000', '\\\ufffd'],
    ['quotes, lines and an apostrophe', `"it's"\n{}\t'; drop table`, `"it's"\n{}\t'; drop table`],
    ['Telugu', 'నమస్కారం', 'నమస్కారం'],
  ])('that holds %s is kept all the same', async (_what, text, kept) => {
    const details = { referral: { [`key ${text}`]: text } };
    await put(says({ ...ASHA, name: text }, { text, details }));
    const [row] = await database.db.select().from(messages);
    expect([row?.content, row?.metadata]).toEqual([kept, { referral: { [`key ${kept}`]: kept } }]);
    expect((await person(ASHA))?.profileName).toBe(kept);
  });

  test('longer than any telephone would show is kept whole', async () => {
    await put(says(ASHA, { text: 'ఆ'.repeat(65_000) }));
    expect((await inboxOf((await person(ASHA))?.id))[0]).toHaveLength(65_000);
  });
});

describe('two people', () => {
  test('in one POST have each their own messages', async () => {
    await put(says(ASHA), says(RAVI), says(ASHA), says({ userId: U1, name: 'Meera' }));
    expect(await inboxOf((await person(ASHA))?.id)).toEqual(['919000000101/ #1', '919000000101/ #3']);
    expect(await inboxOf((await person(RAVI))?.id)).toEqual(['919000000102/ #2']);
    expect(await inboxOf((await person({ userId: U1 }))?.id)).toEqual([`/${U1} #4`]);
  });

  test('are told apart by their numbers when both claim one user id: it is the later one’s', async () => {
    await put(says({ ...ASHA, userId: U1 }), says({ ...RAVI, userId: U1 }));
    expect((await person(ASHA))?.waUserId).toBeNull();
    expect((await person(RAVI))?.waUserId).toBe(U1);
    expect(await inboxOf((await person(ASHA))?.id)).toEqual([`919000000101/${U1} #1`]);
    expect(await inboxOf((await person(RAVI))?.id)).toEqual([`919000000102/${U1} #2`]);
  });

  test('five hundred in one POST are kept in one request, each with their own', async () => {
    const crowd = Array.from({ length: 500 }, (_, i) => ({
      phone: i % 3 === 0 ? null : `9190000${String(100 + i).padStart(5, '0')}`,
      userId: i % 3 === 1 ? null : `IN.${1000 + i}`,
    }));
    const before = database.counts.requests;
    const stored = await put(...crowd.map((c) => says(c)));
    expect(database.counts.requests - before).toBe(1);
    expect(new Set(stored.people).size).toBe(500);
    const { rows } = await database.db.execute<{ wrong: string }>(sql`
      select count(*) as wrong from bot.whatsapp_messages m join bot.whatsapp_subscriptions p on p.id = m.person_id
      where m.content not like coalesce(p.phone_number, '') || '/' || coalesce(p.wa_user_id, '') || ' #%'`);
    expect(Number(rows[0]?.wrong)).toBe(0);
  });
});

describe('a person', () => {
  test('who is known by number is the same when a user id comes along', async () => {
    await put(says(ASHA));
    const before = await person(ASHA);
    await put(says({ ...ASHA, userId: U1 }));
    await put(says({ userId: U1 }));
    expect(await person({ userId: U1 })).toMatchObject({ id: before?.id, phoneNumber: ASHA.phone });
    expect(await inboxOf(before?.id)).toHaveLength(3);
  });

  test('who is known by user id is the same when the number is shown at last', async () => {
    await put(says({ userId: U1, name: 'Asha' }));
    const before = await person({ userId: U1 });
    await put(says({ ...ASHA, userId: U1 }));
    expect(await person(ASHA)).toMatchObject({ id: before?.id, waUserId: U1 });
    expect(await inboxOf(before?.id)).toHaveLength(2);
  });

  test('who shows both in one POST, now this and now that, is one person', async () => {
    await put(says({ userId: U1 }), says({ ...ASHA, userId: U1 }), says(ASHA), says({ userId: U1 }));
    const asha = await person(ASHA);
    expect(asha?.waUserId).toBe(U1);
    expect(await inboxOf(asha?.id)).toHaveLength(4);
    expect(await total()).toBe(4);
  });

  test('whose number has a row of its own brings the messages along that came under the user id', async () => {
    await put(says({ userId: U1 }, { at: minutes(-30) }), says(RAVI));
    await put(says(ASHA, { at: minutes(-20) }));
    const [alone, asha, ravi] = [await person({ userId: U1 }), await person(ASHA), await person(RAVI)];
    expect(alone?.id).not.toBe(asha?.id);
    const stored = await put(says({ ...ASHA, userId: U1 }));
    expect(stored.people).toEqual([asha?.id]);
    expect(await person({ userId: U1 })).toMatchObject({ id: asha?.id, phoneNumber: ASHA.phone });
    expect(await inboxOf(asha?.id)).toHaveLength(3);
    expect(await inboxOf(ravi?.id)).toHaveLength(1);
    expect(await inboxOf(alone?.id)).toEqual([]);
    expect(
      await database.db
        .select()
        .from(people)
        .where(eq(people.id, alone?.id ?? '')),
    ).toMatchObject([{ phoneNumber: null, waUserId: null, isActive: false }]);
  });

  test('who was in the middle of an answer is joined with the next message, and nothing is lost', async () => {
    await put(says({ userId: U1 }));
    await put(says(ASHA));
    const alone = await person({ userId: U1 });
    await database.db
      .update(people)
      .set({ leaseUntil: sql`now() + interval '15 seconds'` })
      .where(eq(people.waUserId, U1));
    await put(says({ ...ASHA, userId: U1 }));
    expect((await person({ userId: U1 }))?.id).toBe(alone?.id);
    expect(await inboxOf((await person(ASHA))?.id)).toHaveLength(2);
    await database.db.update(people).set({ leaseUntil: null });
    await put(says({ ...ASHA, userId: U1 }));
    expect(await inboxOf((await person(ASHA))?.id)).toHaveLength(4);
    expect((await person({ userId: U1 }))?.phoneNumber).toBe(ASHA.phone);
  });

  test('keeps the STOP and the language of the time before the number was shown', async () => {
    await put(says({ userId: U1 }), says(ASHA));
    const alone = await person({ userId: U1 });
    const said = { personId: alone?.id ?? '', wording: 'band karo', now: minutes(1) };
    await optOut(database.db, said);
    await database.db.update(people).set({ language: 'hi' }).where(eq(people.waUserId, U1));
    await put(says({ ...ASHA, userId: U1 }, { at: minutes(2) }));
    expect(await person(ASHA)).toMatchObject({
      optedOutAt: minutes(1),
      consentWording: 'band karo',
      language: 'hi',
    });
  });

  test('keeps the enquiry, the links and the office’s attention of the time before the number was shown', async () => {
    await put(says({ userId: U1 }), says(ASHA));
    const [alone, asha] = [await person({ userId: U1 }), await person(ASHA)];
    const [personId, keepId] = [alone?.id ?? '', asha?.id ?? ''];
    const [pupil, other] = [randomUUID(), randomUUID()];
    const { db } = database;
    await db.insert(leads).values({ personId, reference: 'E-9001' });
    await db.insert(unansweredQuestions).values({ personId, question: 'Is there parking?' });
    const until = minutes(60);
    await db.insert(handovers).values({ personId, reason: 'asked', until });
    const link = { subjectType: 'student', source: 'code' } as const;
    await db.insert(personLinks).values([
      { ...link, personId, subjectId: pupil },
      { ...link, personId, subjectId: other },
      { ...link, personId: keepId, subjectId: other, source: 'denied' },
    ]);
    await put(says({ ...ASHA, userId: U1 }));
    const owners = [
      ...(await db.select().from(leads)),
      ...(await db.select().from(unansweredQuestions)),
      ...(await db.select().from(handovers)),
    ];
    expect(owners.map((row) => row.personId)).toEqual([keepId, keepId, keepId]);
    const links = await db.select().from(personLinks).where(eq(personLinks.personId, keepId));
    expect(links.map((l) => [l.subjectId, l.source]).toSorted()).toEqual(
      [
        [pupil, 'code'],
        [other, 'denied'],
      ].toSorted(),
    );
  });

  test('who talks to the office on both is joined, and the office goes on with the one of the number', async () => {
    await put(says({ userId: U1 }), says(ASHA));
    const [alone, asha] = [await person({ userId: U1 }), await person(ASHA)];
    const until = minutes(60);
    await database.db.insert(handovers).values([
      { personId: alone?.id ?? '', reason: 'asked', until },
      { personId: asha?.id ?? '', reason: 'asked', until },
    ]);
    await put(says({ ...ASHA, userId: U1 }));
    expect(await person({ userId: U1 })).toMatchObject({ id: asha?.id });
    const live = await database.db
      .select()
      .from(handovers)
      .where(eq(handovers.personId, asha?.id ?? ''));
    expect(live).toHaveLength(1);
  });

  test('who said START on the number after a STOP without it is written to', async () => {
    await put(says({ userId: U1 }), says(ASHA));
    await optOut(database.db, {
      personId: (await person({ userId: U1 }))?.id ?? '',
      wording: 'stop',
      now: minutes(1),
    });
    await optIn(database.db, { personId: (await person(ASHA))?.id ?? '', wording: 'start', now: minutes(2) });
    await put(says({ ...ASHA, userId: U1 }, { at: minutes(3) }));
    expect(await person(ASHA)).toMatchObject({ optedOutAt: null, consentWording: 'start' });
  });

  test('who said STOP stays out whatever they write', async () => {
    await put(says(ASHA));
    const asha = await person(ASHA);
    await optOut(database.db, { personId: asha?.id ?? '', wording: 'stop', now: minutes(1) });
    await put(says({ ...ASHA, userId: U1 }, { at: minutes(2) }));
    expect(await person(ASHA)).toMatchObject({ optedOutAt: minutes(1), consentWording: 'stop' });
  });

  test('keeps the name they gave last, and it is not forgotten when one comes without', async () => {
    await put(says(ASHA));
    await put(says({ phone: ASHA.phone }));
    expect((await person(ASHA))?.profileName).toBe('Asha');
    await put(says({ ...ASHA, name: 'Asha K' }));
    expect((await person(ASHA))?.profileName).toBe('Asha K');
  });
});

describe('a number that changes hands', () => {
  test('does not take the user id of its last owner along', async () => {
    await put(says({ ...ASHA, userId: U1 }));
    const old = await person(ASHA);
    await put(says({ ...RAVI, userId: U1 }));
    const moved = await person(RAVI);
    expect(moved?.id).not.toBe(old?.id);
    expect([moved?.waUserId, (await person(ASHA))?.waUserId]).toEqual([U1, null]);
    expect(await inboxOf(old?.id)).toEqual([`919000000101/${U1} #1`]);
    expect(await inboxOf(moved?.id)).toEqual([`919000000102/${U1} #2`]);
  });

  test('is known by the user id of its new owner, and the old one’s leads to nobody', async () => {
    await put(says({ ...ASHA, userId: U1 }));
    const asha = await person(ASHA);
    await put(says({ ...ASHA, name: 'New owner', userId: U2 }));
    expect(await person({ userId: U2 })).toMatchObject({ id: asha?.id });
    expect(await person({ userId: U1 })).toBeUndefined();
    await put(says({ userId: U1 }));
    expect(await person({ userId: U1 })).toMatchObject({ phoneNumber: null });
    expect(await inboxOf(asha?.id)).toHaveLength(2);
  });
});
