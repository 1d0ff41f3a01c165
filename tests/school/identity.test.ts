import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GuardFailed, commit } from '../../db/client.js';
import { oneTimeCodes, people, personLinks } from '../../db/schema/bot.js';
import { students, teachers } from '../../db/schema/school.js';
import { claim } from '../../src/school/identity/claim.js';
import { claimFacts } from '../../src/school/identity/claimable.js';
import { codeHash, codeOf, inviteHash, newInvite, newReference } from '../../src/school/identity/code.js';
import type { IdentityContext } from '../../src/school/identity/context.js';
import { deny } from '../../src/school/identity/deny.js';
import { enterCode } from '../../src/school/identity/enter.js';
import { makeInvite, takeInvite } from '../../src/school/identity/invite.js';
import { linkTo } from '../../src/school/identity/links.js';
import { suspend } from '../../src/school/identity/suspend.js';
import { identify } from '../../src/school/people.js';
import { type TestDatabase, openDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
afterEach(() => database.reset());
const db = () => database.db;

const KEY = Buffer.from('a key of the tests');
const NOW = new Date('2026-11-24T12:00:00+05:30');
const VIVEK = '919000000016';
const OFFICE = '919000000006';
const NEW = '919000000100';

async function idOf(phoneNumber: string): Promise<string> {
  await db().insert(people).values({ phoneNumber }).onConflictDoNothing();
  const [row] = await db().select({ id: people.id }).from(people).where(eq(people.phoneNumber, phoneNumber));
  return row?.id ?? '';
}

async function as(phone: string, now = NOW): Promise<IdentityContext> {
  const actor = await identify(db(), await idOf(phone));
  return { db: db(), now, timezone: 'Asia/Kolkata', actor, identity: { key: () => KEY, mail: true } };
}

const pupil = async (name: string) =>
  (await db().select().from(students).where(eq(students.name, name)))[0]?.id ?? '';
const link = async (
  phone: string,
  id: string,
  source: 'number' | 'code' | 'admin' | 'denied',
  type: 'student' | 'teacher' = 'student',
) => linkTo(db(), { personId: await idOf(phone), subjects: [{ type, id }], source, now: NOW });
const childrenOf = async (phone: string) => (await as(phone)).actor.children.map((c) => c.name);

describe('links', () => {
  test('by a code or by the office give rights whatever number it is; others do not', async () => {
    const sarah = await pupil('Arjun Gupta');
    for (const [source, gives] of [
      ['number', false],
      ['code', true],
      ['denied', false],
      ['admin', true],
    ] as const) {
      await link(NEW, sarah, source);
      expect(await childrenOf(NEW)).toEqual(gives ? ['Arjun Gupta'] : []);
    }
    await db().update(personLinks).set({ revokedAt: NOW }).where(eq(personLinks.subjectId, sarah));
    await db()
      .delete(personLinks)
      .where(and(eq(personLinks.personId, await idOf(VIVEK)), eq(personLinks.subjectId, sarah)));
    expect(await childrenOf(NEW)).toEqual([]);
    expect(await childrenOf(VIVEK)).toContain('Arjun Gupta');
  });

  test('end with the pupil: who left or was only a prospect gives nobody rights', async () => {
    const id = await pupil('Arjun Gupta');
    await link(NEW, id, 'code');
    await db().update(students).set({ isActive: false }).where(eq(students.id, id));
    expect(await childrenOf(NEW)).toEqual([]);
    await db().update(students).set({ isActive: true, studentType: 'prospect' }).where(eq(students.id, id));
    expect(await childrenOf(NEW)).toEqual([]);
  });

  test('"not me" outweighs the number on file, and a code outweighs that', async () => {
    const id = await pupil('Arjun Gupta');
    await link(VIVEK, id, 'denied');
    expect(await childrenOf(VIVEK)).toEqual(['Ananya Gupta']);
    await link(VIVEK, id, 'code');
    expect(await childrenOf(VIVEK)).toEqual(['Ananya Gupta', 'Arjun Gupta']);
  });

  test('say which of two teachers with one number it is; denying one of them makes nobody the other', async () => {
    const [one, two] = await db()
      .insert(teachers)
      .values([
        { name: 'First Shared', phone: NEW },
        { name: 'Second Shared', phone: NEW },
      ])
      .returning();
    expect((await as(NEW)).actor).toMatchObject({ teacher: null, sharedByTeachers: true, untold: [] });
    expect((await deny(await as(NEW), [one?.id ?? ''])).outcome.kind).toBe('not_linked');
    await link(NEW, two?.id ?? '', 'admin', 'teacher');
    expect((await as(NEW)).actor).toMatchObject({
      teacher: { name: 'Second Shared' },
      sharedByTeachers: false,
    });
  });

  test('rest with a number that changed hands, and count again once confirmed', async () => {
    const id = await pupil('Arjun Gupta');
    await link(NEW, id, 'code');
    for (const phone of [VIVEK, NEW, OFFICE]) {
      const personId = await idOf(phone);
      await suspend(db(), { personId, previousUserId: null, newPhone: '919000000555', now: NOW });
      expect((await as(phone)).actor).toMatchObject({
        ...{
          roles: ['prospect'],
          children: [],
          teacher: null,
          isAdmin: false,
          suspended: true,
          resting: true,
        },
      });
    }
    const { outcome, writes } = makeInvite(
      { ...(await as(NEW)), actor: { ...(await as(NEW)).actor, isAdmin: true } },
      [{ type: 'student', id }],
    );
    await commit(db(), writes);
    const invite = outcome.kind === 'made' ? outcome.invite : '';
    await commit(db(), (await takeInvite(await as(VIVEK), invite)).writes);
    expect(await childrenOf(VIVEK)).toEqual(['Ananya Gupta', 'Arjun Gupta']);
    expect(await childrenOf(NEW)).toEqual([]);
  });
});

describe('codes', () => {
  test('are six digits, the same for one reference and key, and say nothing without the key', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ minLength: 1 }), (reference, other) => {
        const code = codeOf(KEY, reference);
        expect(code).toMatch(/^\d{6}$/);
        expect(codeOf(KEY, reference)).toBe(code);
        fc.pre(other !== KEY.toString());
        expect(codeHash(Buffer.from(other), 'p', code)).not.toBe(codeHash(KEY, 'p', code));
      }),
    );
    const many = new Set(Array.from({ length: 2000 }, () => codeOf(KEY, newReference())));
    expect(many.size).toBeGreaterThan(1980);
  });

  test('of a link are eighty bits in letters that nobody mistakes, and are found by their hash alone', () => {
    const invites = Array.from({ length: 500 }, newInvite);
    for (const invite of invites)
      expect(invite).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(invites.map((i) => inviteHash(KEY, i))).size).toBe(500);
  });

  test('entered twice at the same time link once: the second finds nothing', async () => {
    const ctx = await as(NEW);
    const facts = await claimFacts(ctx);
    const meant = facts.people.filter((p) => p.name === 'Arjun Gupta');
    const asked = claim(ctx, { ...facts, ways: { whatsapp: true, email: false } }, meant);
    expect(asked.outcome).toMatchObject({ kind: 'asked', send: { by: 'whatsapp', phone: VIVEK } });
    await commit(db(), asked.writes);
    const code =
      asked.outcome.kind === 'asked' && asked.outcome.send ? codeOf(KEY, asked.outcome.send.reference) : '';
    const [one, two] = [await enterCode(ctx, code), await enterCode(ctx, code)];
    expect([one.outcome.kind, two.outcome.kind]).toEqual(['linked', 'linked']);
    await commit(db(), one.writes);
    await expect(commit(db(), two.writes)).rejects.toThrow(GuardFailed);
    expect(await db().select().from(oneTimeCodes)).toEqual([]);
    expect((await enterCode(ctx, code)).outcome).toEqual({ kind: 'over' });
  });

  test('wrong ones count even with the right one after them, and another person’s code is wrong', async () => {
    const ctx = await as(NEW);
    const facts = await claimFacts(ctx);
    const meant = facts.people.filter((p) => p.name === 'Arjun Gupta');
    await commit(db(), claim(ctx, { ...facts, ways: { whatsapp: true, email: false } }, meant).writes);
    for (let left = 4; left >= 0; left--) {
      const entered = await enterCode(ctx, 'abcdef');
      expect(entered.outcome).toEqual({ kind: 'wrong', left });
      await commit(db(), entered.writes);
    }
    expect((await enterCode(ctx, 'abcdef')).outcome).toEqual({ kind: 'over' });
    expect((await enterCode(await as(VIVEK), 'abcdef')).outcome).toEqual({ kind: 'over' });
  });
});

test('only the office makes links, and a link of two at once is used once', async () => {
  const id = await pupil('Arjun Gupta');
  expect(makeInvite(await as(VIVEK), [{ type: 'student', id }])).toEqual({
    outcome: { kind: 'office_only' },
    writes: [],
  });
  const { outcome, writes } = makeInvite(await as(OFFICE), [{ type: 'student', id }]);
  await commit(db(), writes);
  const invite = outcome.kind === 'made' ? outcome.invite : '';
  const [one, two] = [
    await takeInvite(await as(NEW), invite),
    await takeInvite(await as('919000000101'), invite),
  ];
  await commit(db(), one.writes);
  await expect(commit(db(), two.writes)).rejects.toThrow(GuardFailed);
  expect((await takeInvite(await as('919000000101'), invite)).outcome).toEqual({ kind: 'over' });
  expect((await takeInvite(await as(NEW), invite)).outcome).toMatchObject({ kind: 'already' });
});
