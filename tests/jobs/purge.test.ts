import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  aiUsage,
  attendanceDrafts,
  broadcasts,
  handovers,
  jobRuns,
  leads,
  linkInvites,
  messages,
  oneTimeCodes,
  people,
  sendSeconds,
  sessions,
} from '../../db/schema/bot.js';
import { batchId } from '../conversations/attendance-tables.js';
import { at, job } from '../outreach/reminders-world.js';
import { useWorld } from '../support/world.js';

const world = useWorld();
const GUITAR = 'TUE 17:00-18:00, THU 17:00-18:00, SAT 17:00-18:00';
const DAY = 86_400_000;
const ago = (days: number) => new Date(world.clock.now().getTime() - days * DAY);
const count = async (table: string) =>
  Number((await world.app.db.execute(sql.raw(`select count(*) as n from bot.${table}`))).rows[0]?.n);

let person: string;
beforeEach(async () => {
  at(world, '11-24T03:30');
  const [row] = await world.app.db.select().from(people).where(eq(people.phoneNumber, '919000000016'));
  person = row?.id ?? '';
});

type Row = Partial<typeof messages.$inferInsert>;
const message = (content: string, more: Row = {}) => ({
  personId: person,
  direction: 'inbound' as const,
  messageType: 'text',
  status: 'handled',
  content,
  createdAt: ago(91),
  sentAt: ago(91),
  ...more,
});
const kept = async () =>
  (await world.app.db.select().from(messages).orderBy(messages.seq)).map((m) => m.content);

describe('what was kept long enough', () => {
  test('messages go after 90 days, never those that are still open or that nobody looked at', async () => {
    const { db } = world.app;
    const [broadcast] = await db
      .insert(broadcasts)
      .values({
        recipientType: 'custom',
        templateName: 'announcement',
        category: 'marketing',
        status: 'paused',
      })
      .returning();
    const out = { direction: 'outbound' as const, sentAt: null };
    await db
      .insert(messages)
      .values([
        message('old and answered'),
        message('old and sent', { ...out, status: 'read' }),
        message('old and failed', { ...out, status: 'failed' }),
        message('not yet 90 days', { createdAt: ago(89), sentAt: ago(89) }),
        message('stored late, of today', { sentAt: ago(0) }),
        message('not answered', { status: 'received' }),
        message('waits', { ...out, status: 'queued' }),
        message('is being sent', { ...out, status: 'sending' }),
        message('a dead letter', { status: 'dead' }),
        message('a settled letter', { status: 'handled', reason: 'settled by office' }),
        message('of a broadcast that waits', { ...out, status: 'sent', broadcastId: broadcast?.id ?? null }),
      ]);
    expect(await job(world, 'purge')).toMatchObject({ messages: 4 });
    expect(await kept()).toEqual([
      'not yet 90 days',
      'stored late, of today',
      'not answered',
      'waits',
      'is being sent',
      'a dead letter',
      'of a broadcast that waits',
    ]);
    expect(await job(world, 'purge')).toMatchObject({ messages: 0 });
  });

  test('a conversation that the office has keeps its messages until it is handed back', async () => {
    const { db } = world.app;
    await db.insert(messages).values(message('to the office'));
    await db.insert(handovers).values({ personId: person, reason: 'asked', until: ago(-1) });
    await job(world, 'purge');
    expect(await kept()).toEqual(['to the office']);
    await db.update(handovers).set({ endedAt: ago(0) });
    await job(world, 'purge');
    expect(await kept()).toEqual([]);
  });

  test('sessions go after 30 days, and take neither messages nor drafts with them', async () => {
    const { db } = world.app;
    const [old] = await db
      .insert(sessions)
      .values({ personId: person, context: {}, lastMessageAt: ago(31), expiresAt: ago(31) })
      .returning();
    await db
      .insert(messages)
      .values(
        message('of that session', { sessionId: old?.id ?? null, createdAt: ago(31), sentAt: ago(31) }),
      );
    await db.insert(attendanceDrafts).values({
      batchId: await batchId(db, GUITAR),
      sessionId: old?.id ?? null,
      attendanceDate: '2026-10-20',
      parsedData: {},
      updatedAt: ago(31),
    });
    expect(await job(world, 'purge')).toMatchObject({ sessions: 1 });
    expect(await kept()).toEqual(['of that session']);
    expect(await db.select().from(attendanceDrafts)).toMatchObject([{ sessionId: null, status: 'draft' }]);
  });

  test('a live session stays, whatever else is old', async () => {
    await world.chat('+919000000016').says('hello');
    const before = await count('whatsapp_sessions');
    await job(world, 'purge');
    expect(await count('whatsapp_sessions')).toBe(before);
  });

  test('codes, invitations, finished lists, seconds, runs and usage go in their time; open ones stay', async () => {
    const { db } = world.app;
    const batch = await batchId(db, GUITAR);
    const draft = (status: 'draft' | 'confirmed' | 'rejected' | 'undone', updatedAt: Date) => ({
      batchId: batch,
      attendanceDate: '2026-08-01',
      parsedData: {},
      status,
      updatedAt,
    });
    await db
      .insert(attendanceDrafts)
      .values([
        draft('draft', ago(200)),
        draft('confirmed', ago(91)),
        draft('rejected', ago(91)),
        draft('undone', ago(91)),
        draft('confirmed', ago(10)),
      ]);
    await db
      .insert(leads)
      .values({ reference: 'draft-1', status: 'draft', personId: person, updatedAt: ago(200) });
    await db.insert(oneTimeCodes).values({
      personId: person,
      subjectType: 'student',
      subjectIds: [],
      codeHash: 'x',
      channel: 'whatsapp',
      expiresAt: ago(3),
    });
    const invite = (codeHash: string, expiresAt: Date, usedAt: Date | null = null) => ({
      codeHash,
      subjectType: 'student' as const,
      subjectIds: [],
      expiresAt,
      usedAt,
    });
    await db
      .insert(linkInvites)
      .values([invite('used', ago(31), ago(32)), invite('over', ago(31)), invite('open', ago(-2))]);
    await db.insert(aiUsage).values([
      { purpose: 'read', model: 'm', createdAt: ago(401) },
      { purpose: 'read', model: 'm', createdAt: ago(390) },
    ]);
    const second = Math.floor(Date.now() / 1000);
    await db.insert(sendSeconds).values([{ second: second - 100_000 }, { second }]);
    await db.insert(jobRuns).values([
      { job: 'gone', ranAt: ago(91) },
      { job: 'lately', ranAt: ago(1) },
    ]);
    expect(await job(world, 'purge')).toMatchObject({
      codes: 1,
      drafts: 3,
      invites: 2,
      usage: 1,
      seconds: 1,
      runs: 1,
    });
    expect(await count('attendance_drafts')).toBe(2);
    expect((await db.select().from(linkInvites)).map((i) => i.codeHash)).toEqual(['open']);
    expect(await count('leads')).toBe(1);
    expect(await count('ai_usage')).toBe(1);
  });

  test('that somebody was welcomed is kept, what it said is not', async () => {
    await world.app.db.insert(messages).values(
      message('Welcome, Ananya!', {
        direction: 'outbound',
        status: 'read',
        kind: 'enrollment_welcome',
        onceKey: 'welcome:ananya',
        payload: {},
        phoneNumber: '919000000016',
      }),
    );
    await job(world, 'purge');
    expect(await world.app.db.select().from(messages)).toMatchObject([
      { onceKey: 'welcome:ananya', content: null, payload: null, phoneNumber: null },
    ]);
    expect(await job(world, 'purge')).toMatchObject({ welcomes_emptied: 0 });
  });

  test('more than a slice goes in one run, and two runs at once count each message once', async () => {
    await world.app.db.execute(sql`insert into bot.whatsapp_messages
      (person_id, direction, message_type, status, created_at, sent_at)
      select ${person}::uuid, 'inbound', 'text', 'handled', ${ago(91).toISOString()}::timestamptz, ${ago(91).toISOString()}::timestamptz
      from generate_series(1, 2300)`);
    const reports = await Promise.all([job(world, 'purge'), job(world, 'purge')]);
    expect(reports.reduce((sum, r) => sum + (r.messages ?? 0), 0)).toBe(2300);
    expect(await count('whatsapp_messages')).toBe(0);
  });

  test('the tick does it by itself at night, once a day', async () => {
    at(world, '11-24T02:59');
    await world.app.db.insert(messages).values(message('old'));
    await world.tick();
    expect(await kept()).toEqual(['old']);
    at(world, '11-24T03:00');
    await Promise.all([world.tick(), world.tick()]);
    expect(await kept()).toEqual([]);
    await world.app.db.insert(messages).values(message('old too'));
    await world.tick();
    expect(await kept()).toEqual(['old too']);
  });
});
