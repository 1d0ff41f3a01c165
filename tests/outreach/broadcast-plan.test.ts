import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { GuardFailed, commit } from '../../db/client.js';
import { broadcasts, messages, people, personLinks } from '../../db/schema/bot.js';
import { auditLogs, students } from '../../db/schema/school.js';
import { type NewBroadcast, createBroadcast } from '../../src/outreach/broadcast/create.js';
import type { Letter } from '../../src/outreach/broadcast/page.js';
import { planMore, unplanned } from '../../src/outreach/broadcast/plan.js';
import { preflight } from '../../src/outreach/broadcast/preflight.js';
import { batchId, studentId } from '../conversations/attendance-tables.js';
import { GOPAL, MATHEW, VIVEK, teacherId } from '../conversations/schedule-tables.js';
import { useWorld } from '../support/world.js';
import {
  OFFICE,
  approved,
  broadcastOf,
  crowd,
  everybody,
  officeContext,
  personOf,
  planned,
} from './broadcast-support.js';

const world = useWorld({ at: '2026-11-24T10:00:00+05:30' });
let office = '';
const ctx = (more = {}) => officeContext(world, office, more);
const at = (more = {}) => ({
  db: world.app.db,
  now: world.clock.now(),
  timezone: 'Asia/Kolkata',
  approvalAbove: 200,
  ...more,
});

beforeEach(async () => {
  await approved(world);
  office = await personOf(world, OFFICE);
});

async function create(letter: Letter, more: Partial<NewBroadcast> = {}) {
  const { outcome, writes } = await createBroadcast(ctx(), { letter, key: null, ...more });
  await commit(world.app.db, writes);
  return outcome;
}

async function created(letter: Letter, more: Partial<NewBroadcast> = {}) {
  const outcome = await create(letter, more);
  if (outcome.kind !== 'created') throw new Error(JSON.stringify(outcome));
  return outcome;
}

async function previewed(letter: Letter, more = {}) {
  const found = await preflight(ctx(more), { letter });
  if (found.kind !== 'preflight') throw new Error(JSON.stringify(found));
  return found;
}

const change = (phone: string, what: Partial<typeof people.$inferInsert>) =>
  world.app.db.update(people).set(what).where(eq(people.phoneNumber, phone));
const letters = async (id: string): Promise<Record<string, { payload: unknown }>> =>
  Object.fromEntries((await planned(world, id)).map((r) => [r.phoneNumber, r]));
const audited = async () =>
  (await world.app.db.select().from(auditLogs))
    .map((a) => a.action)
    .filter((a) => a?.startsWith('broadcast'));
const message = (row: { payload: unknown } | undefined) =>
  (row?.payload as { params: { message: string } } | undefined)?.params.message;

describe('who gets a broadcast', () => {
  test('the father of two gets one, with both children in it, in his own language', async () => {
    await change(VIVEK, { language: 'te' });
    const { id, people: n } = await created(everybody('{{name}}: about {{child}}.'));
    const rows = await planned(world, id);
    expect(new Set(rows.map((r) => r.personId)).size).toBe(n);
    expect(rows).toHaveLength(n);
    const his = rows.filter((r) => r.phoneNumber === VIVEK);
    expect(his).toHaveLength(1);
    expect(his[0]).toMatchObject({
      kind: 'broadcast',
      messageType: 'template',
      status: 'queued',
      templateName: 'announcement',
      payload: { template: 'announcement', language: 'te' },
    });
    expect(message(his[0])).toBe('Vivek Gupta: about Ananya Gupta మరియు Arjun Gupta.');
    expect(await broadcastOf(world, id)).toMatchObject({ status: 'scheduled', planned: n, plannedTo: null });
  });

  test('whoever may not be written to is left out and counted by the reason, once per family', async () => {
    const before = await previewed(everybody('Hello.'));
    await change(VIVEK, { optedOutAt: world.clock.now() });
    await change(MATHEW, { optedInAt: null });
    await change(GOPAL, { preferences: { marketing: 'stop' } });
    const { id, leftOut, people: n } = await created(everybody('Hello.'));
    expect(leftOut).toEqual({ ...before.leftOut, opted_out: 1, no_consent: 1, no_marketing: 1 });
    expect(n).toBe(before.people - 3);
    expect(await broadcastOf(world, id)).toMatchObject({ leftOut, planned: n });
    expect(Object.keys(await letters(id))).not.toContain(VIVEK);
  });

  test.each([
    ['inactive', { isActive: false }],
    ['unreachable', { unreachableAt: new Date('2026-11-23T10:00:00Z'), unreachableReason: '131026' }],
    ['blocked', { unreachableAt: new Date('2026-11-23T10:00:00Z'), unreachableReason: '130403 blocked' }],
    ['unconfirmed', { suspendedAt: new Date('2026-11-23T10:00:00Z') }],
  ] as const)('somebody who is %s gets none', async (why, what) => {
    await change(VIVEK, what);
    expect((await previewed(everybody('Hello.'))).leftOut).toMatchObject({ [why]: 1 });
  });

  test('a number whose holder denies the child, or a pupil who has left, gets none; a proved link does instead', async () => {
    const sarah = await studentId(world.app.db, 'Sarah Thomas');
    const denier = await personOf(world, MATHEW);
    await world.app.db
      .insert(personLinks)
      .values({ personId: denier, subjectType: 'student', subjectId: sarah, source: 'denied' })
      .onConflictDoUpdate({
        target: [personLinks.personId, personLinks.subjectType, personLinks.subjectId],
        set: { source: 'denied', revokedAt: null },
      });
    const [aunt] = await world.app.db
      .insert(people)
      .values({ phoneNumber: '919000000141', optedInAt: world.clock.now() })
      .returning();
    await world.app.db
      .insert(personLinks)
      .values({ personId: aunt?.id ?? '', subjectType: 'student', subjectId: sarah, source: 'admin' });
    await world.app.db.update(students).set({ isActive: false }).where(eq(students.name, 'Ananya Gupta'));
    const { id } = await created(everybody('About {{child}}.'));
    const found = await letters(id);
    expect(message(found['919000000141'])).toBe('About Sarah Thomas.');
    expect(message(found[MATHEW]) ?? '').not.toContain('Sarah');
    expect(message(found[VIVEK])).toBe('About Arjun Gupta.');
  });

  test('teachers: those with a number of their own; a number that stands for several is nobody’s', async () => {
    const seen = await previewed(everybody('Meeting at {{name}}.', { audience: { kind: 'all_teachers' } }));
    expect(seen.leftOut).toMatchObject({ no_number: 1 });
    const refused = await create(everybody('For {{child}}', { audience: { kind: 'all_teachers' } }));
    expect(refused).toMatchObject({ kind: 'unfit', problems: [expect.stringContaining('{{child}}')] });
    const rahul = await teacherId(world.app.db, 'Rahul Deshpande');
    await world.app.db.execute(
      sql`update teachers set phone = (select phone from teachers where id = ${rahul}::uuid) where name = 'Imran Khan'`,
    );
    const shared = await previewed(everybody('Meeting.', { audience: { kind: 'all_teachers' } }));
    expect(shared.leftOut).toMatchObject({ shared_number: 2 });
  });

  test('a batch, an instrument, a list with what is no number in it', async () => {
    const evening = await batchId(world.app.db, 'TUE 17:00-18:00, THU');
    const batch = await created(everybody('{{class}}', { audience: { kind: 'batch', ids: [evening] } }));
    const rows = await planned(world, batch.id);
    expect(rows.length).toBeGreaterThan(2);
    expect(new Set(rows.map(message))).toEqual(new Set(['Guitar']));
    const { rows: guitars } = await world.app.db.execute(
      sql`select id from instruments where name = 'Guitar'`,
    );
    const guitar = String(guitars[0]?.id);
    const all = await previewed(everybody('Hello.', { audience: { kind: 'instrument', ids: [guitar] } }));
    expect(all.people).toBeGreaterThan(rows.length);
    const list = { kind: 'custom' as const, numbers: [VIVEK, '919000000149'], userIds: [], bad: 1 };
    const listed = await created(everybody('{{child}} of {{name}}: {{balance}}', { audience: list }));
    expect(listed).toMatchObject({ people: 1, leftOut: { bad_number: 1, no_consent: 1 } });
    expect(message((await planned(world, listed.id))[0])).toMatch(
      /^Ananya Gupta and Arjun Gupta of Vivek Gupta: Ananya Gupta .*\d.* and Arjun Gupta .*\d/,
    );
  });
});

describe('what a broadcast says', () => {
  test('is frozen when it is planned', async () => {
    const { id } = await created(everybody('{{child}}'));
    await world.app.db.update(students).set({ name: 'Somebody Else' });
    await world.app.db.update(people).set({ language: 'hi' });
    expect(message((await letters(id))[VIVEK])).toBe('Ananya Gupta and Arjun Gupta');
  });

  test('is refused by name where it cannot be sent to anybody', async () => {
    const bad = async (parameters: Record<string, string>, more: Partial<Letter> = {}) =>
      (await create({ ...everybody(''), parameters, ...more })) as { kind: string; problems?: string[] };
    expect(await bad({})).toMatchObject({ kind: 'unfit', problems: ['message is missing'] });
    expect((await bad({ message: 'a\nb' })).problems?.[0]).toContain('message has a line break');
    expect((await bad({ message: '{{surname}}' })).problems?.[0]).toContain('{{surname}}');
    expect((await bad({ message: 'x', more: 'y' })).problems?.[0]).toContain('more is not');
    expect(await bad({ code: '123456' }, { template: 'one_time_code' })).toMatchObject({ kind: 'unfit' });
    expect(await bad({ pupil: 'x' }, { template: 'absence_alert' })).toMatchObject({ kind: 'unfit' });
  });

  test('needs a template that Meta has approved, in the language that is asked for or in English', async () => {
    await world.app.db.execute(sql`update bot.whatsapp_templates set status = 'paused'`);
    expect(await create(everybody('Hello.'))).toEqual({ kind: 'no_template', template: 'announcement' });
    await approved(world, ['en']);
    const { id } = await created(everybody('Hello.', { language: 'hi' }));
    expect((await planned(world, id))[0]?.payload).toMatchObject({ language: 'en' });
  });
});

describe('a dry run', () => {
  test('tells the people, the cost by the dated card, the time, the preview, and writes nothing', async () => {
    const seen = await previewed(everybody('Saturday is a holiday, {{name}}.'), {
      peopleADay: 10,
      approvalAbove: 5,
    });
    expect(seen).toMatchObject({
      people: 25,
      cost: 21.58,
      ratesFrom: '2026-10-01',
      seconds: 1,
      days: 3,
      quietFor: 0,
      needsApproval: true,
      complete: true,
    });
    expect(seen.preview?.text).toMatch(
      /^An announcement from Sargam School of Music: Saturday is a holiday, \w+/,
    );
    expect(await world.app.db.select().from(broadcasts)).toEqual([]);
    expect(await world.app.db.select().from(messages).where(eq(messages.kind, 'broadcast'))).toEqual([]);
    world.clock.set('2026-11-24T22:00:00+05:30');
    expect((await previewed(everybody('Hello.'))).quietFor).toBe(600);
  });

  test('is for admins alone', async () => {
    const teacher = { ...ctx(), actor: { personId: office, isAdmin: false } };
    expect(await preflight(teacher, { letter: everybody('Hello.') })).toEqual({ kind: 'office_only' });
    const { outcome, writes } = await createBroadcast(teacher, { letter: everybody('Hello.'), key: null });
    expect([outcome, writes]).toEqual([{ kind: 'office_only' }, []]);
  });
});

describe('the same request', () => {
  test('with the same key makes one broadcast; another request with it is refused', async () => {
    const { id } = await created(everybody('Hello.'), { key: 'a' });
    expect(await create(everybody('Hello.'), { key: 'a' })).toMatchObject({
      kind: 'same',
      broadcast: { id },
    });
    expect(await create(everybody('Another text.'), { key: 'a' })).toEqual({ kind: 'key_used' });
    expect(await audited()).toEqual(['broadcast_created']);
  });

  test('twice at once makes one', async () => {
    const both = await Promise.all(
      [1, 2].map(() => createBroadcast(ctx(), { letter: everybody('Hello.'), key: 'b' })),
    );
    const ends = await Promise.allSettled(both.map(({ writes }) => commit(world.app.db, writes)));
    const failed = ends.flatMap((e) => (e.status === 'rejected' ? [e.reason] : []));
    expect(failed).toEqual([new GuardFailed('broadcast_key')]);
    expect(await world.app.db.select().from(broadcasts)).toHaveLength(1);
  });
});

describe('two thousand families', () => {
  test('are planned in few requests, go on where a planner died, and none is planned twice by two at once', async () => {
    await crowd(world, 2000);
    const { counts } = world.database;
    const first = await created(everybody('Hello {{child}}.'));
    expect(first.more).toBe(true);
    expect(await broadcastOf(world, first.id)).toMatchObject({ status: 'planning' });
    // A planner that gets one page done and dies.
    let turns = 0;
    await planMore(at(), first.id, () => turns++ < 1);
    const half = await broadcastOf(world, first.id);
    expect(half).toMatchObject({ status: 'planning' });
    expect(half.planned).toBeLessThan(2025);
    expect(await unplanned(world.app.db)).toEqual([first.id]);
    const before = counts.requests;
    await Promise.all([planMore(at(), first.id, () => true), planMore(at(), first.id, () => true)]);
    expect(counts.requests - before).toBeLessThan(40);
    const rows = await planned(world, first.id);
    expect(await broadcastOf(world, first.id)).toMatchObject({
      status: 'awaiting_approval',
      plannedTo: null,
      planned: rows.length,
    });
    expect(rows).toHaveLength(2025);
    expect(new Set(rows.map((r) => r.personId)).size).toBe(2025);
    expect(await unplanned(world.app.db)).toEqual([]);
  });

  test('of one placeholder number count as one family without a number', async () => {
    await world.app.db.execute(sql`insert into students (name, student_type, is_active, metadata)
      select 'Pupil ' || n, 'permanent', true, '{"guardian_phone": "0000000000"}' from generate_series(1, 1200) n`);
    const seen = await previewed(everybody('Hello.'));
    expect(seen.leftOut.no_number).toBe(1);
  });
});
