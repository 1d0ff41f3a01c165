import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { people } from '../../db/schema/bot.js';
import { enrollments, students, teachers } from '../../db/schema/school.js';
import { guardianNumbers } from '../../src/school/numbers-on-file.js';
import { type Actor, identify, identityRows, readActor, userTypeOf } from '../../src/school/people.js';
import { type TestDatabase, openDatabase } from '../support/database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());
afterEach(() => database.reset());

const VIVEK = '919000000016';
const PRIYA = '919000000001';
const NEW = '919000000100';

/** Somebody writes from a number; who are they? */
async function from(
  phoneNumber: string | null,
  more: Partial<typeof people.$inferInsert> = {},
): Promise<Actor> {
  const [person] = await database.db
    .insert(people)
    .values({ phoneNumber, ...more })
    .onConflictDoUpdate({ target: people.phoneNumber, set: { phoneNumber, ...more } })
    .returning();
  return identify(database.db, person?.id ?? '');
}

const childrenOf = (actor: Actor) => actor.children.map((c) => [c.name, c.relation]);
const addStudent = (row: Partial<typeof students.$inferInsert>) =>
  database.db
    .insert(students)
    .values({ name: 'New Pupil', ...row })
    .returning();
const addTeacher = (phone: string | null, more: Partial<typeof teachers.$inferInsert> = {}) =>
  database.db.insert(teachers).values({ name: 'New Teacher', phone, ...more });

describe('who writes', () => {
  test('Vivek is the father of two', async () => {
    const actor = await from(VIVEK);
    expect(childrenOf(actor)).toEqual([
      ['Ananya Gupta', 'guardian'],
      ['Arjun Gupta', 'guardian'],
    ]);
    expect(actor.roles).toEqual(['student']);
    expect(userTypeOf(actor)).toBe('student');
  });

  test('Priya is a teacher and a mother', async () => {
    const actor = await from(PRIYA);
    expect(actor.teacher?.name).toBe('Priya Raman');
    expect(childrenOf(actor)).toEqual([['Advik Raman', 'guardian']]);
    expect(actor.roles).toEqual(['teacher', 'student']);
    expect(userTypeOf(actor)).toBe('teacher');
  });

  test('Lakshmi Prasanna writes from her own phone, her father from his', async () => {
    expect(childrenOf(await from('919000000019'))).toEqual([['Lakshmi Prasanna', 'self']]);
    expect(childrenOf(await from('919000000018'))).toEqual([['Lakshmi Prasanna', 'guardian']]);
  });

  test('the office is the office because its own row says so, and an agent likewise', async () => {
    expect(await from('919000000006')).toMatchObject({ isAdmin: true, isAgent: false, roles: ['admin'] });
    expect(await from(PRIYA, { userType: 'admin' })).toMatchObject({
      roles: ['admin', 'teacher', 'student'],
    });
    expect(await from(NEW, { userType: 'agent' })).toMatchObject({ isAgent: true, roles: ['agent'] });
  });

  test('a stranger is a prospect, and so is someone without a number or whom nobody stored', async () => {
    expect((await from(NEW)).roles).toEqual(['prospect']);
    expect(await from(null, { waUserId: 'IN.1' })).toMatchObject({ phone: null, roles: ['prospect'] });
    const unknown = await identify(database.db, '00000000-0000-4000-8000-000000000000');
    expect(unknown).toMatchObject({ teacher: null, children: [], roles: ['prospect'] });
  });

  test('whose row was switched off is nobody, whatever stands there', async () => {
    expect(await from(PRIYA, { isActive: false, userType: 'admin' })).toMatchObject({
      ...{ teacher: null, children: [], isAdmin: false, roles: ['prospect'] },
    });
  });

  test('the answer needs one request, also beside other statements', async () => {
    const { id } = (await database.db.select().from(people).where(eq(people.phoneNumber, VIVEK)))[0] ?? {
      id: '',
    };
    database.counts.requests = 0;
    const [, rows] = await database.db.batch([
      database.db.select().from(people).limit(1),
      identityRows(database.db, id),
    ]);
    expect(readActor(id, rows).children).toHaveLength(2);
    expect(database.counts.requests).toBe(1);
  });
});

describe('a number on file gives no rights', () => {
  test('when the pupil left, or never was one', async () => {
    expect(childrenOf(await from('919000000026'))).toEqual([]);
    for (const studentType of ['prospect', 'intentful_user'])
      await addStudent({ studentType, metadata: { guardian_phone: NEW } });
    expect(childrenOf(await from(NEW))).toEqual([]);
  });

  test('when the teacher left', async () => {
    await addTeacher(NEW, { isActive: false });
    expect((await from(NEW)).teacher).toBeNull();
  });

  test('when two active teachers share it, until one of them leaves', async () => {
    await addTeacher(NEW);
    await addTeacher(`0${NEW.slice(2)}`, { name: 'Other Teacher' });
    expect(await from(NEW)).toMatchObject({ teacher: null, sharedByTeachers: true });
    await database.db.update(teachers).set({ isActive: false }).where(eq(teachers.name, 'Other Teacher'));
    expect(await from(NEW)).toMatchObject({ teacher: { name: 'New Teacher' }, sharedByTeachers: false });
  });

  test.each(['910000000000', '919999999999', '0000000000', '12345'])(
    'when it is a placeholder (%s)',
    async (n) => {
      await addStudent({ phone: n, metadata: { guardian_phone: n.slice(-10) } });
      expect(childrenOf(await from(n))).toEqual([]);
    },
  );

  test('when it only looks like it: the same digits across two numbers', async () => {
    await addStudent({ phone: '98765 43210 / 90000 00100', metadata: {} });
    expect(childrenOf(await from('914321090000'))).toEqual([]);
    expect(childrenOf(await from('919876543210'))).toEqual([['New Pupil', 'self']]);
    expect(childrenOf(await from(NEW))).toEqual([['New Pupil', 'self']]);
  });

  test('when the country is another', async () => {
    await addStudent({ phone: '+91 98765 43210' });
    expect(childrenOf(await from('19876543210'))).toEqual([]);
  });
});

test('a family whose enrolment is paused keeps its rights', async () => {
  const [ishaan] = (await from('919000000022')).children;
  expect(ishaan).toMatchObject({ name: 'Ishaan Verma', paused: true });
  const [pupil] = await addStudent({ phone: NEW });
  await database.db.insert(enrollments).values([
    { studentId: pupil?.id, status: 'paused' },
    { studentId: pupil?.id, status: 'active' },
  ]);
  expect((await from(NEW)).children[0]).toMatchObject({ name: 'New Pupil', paused: false });
});

test('metadata that nobody expected harms nobody', async () => {
  for (const metadata of [null, 'text', [1, 2], 7, { guardian_phone: { number: NEW } }])
    await addStudent({ metadata });
  await addStudent({ metadata: { phone: Number(NEW) } });
  expect(childrenOf(await from(NEW))).toEqual([['New Pupil', 'self']]);
});

test('however a number is spelt, in whichever field, its owner is found, and nobody else', async () => {
  const mobile = fc.stringMatching(/^[6-9]\d{9}$/).filter((n) => !/^(\d)\1*$/.test(n));
  const spelling = fc.constantFrom<(n: string) => string>(
    (n) => n,
    (n) => `+91 ${n.slice(0, 5)} ${n.slice(5)}`,
    (n) => `0${n.slice(0, 5)}-${n.slice(5)}`,
    (n) => `91${n} / 0000000000`,
  );
  const field = fc.constantFrom('phone', 'metadata.phone', 'metadata.guardian_phone');
  await fc.assert(
    fc.asyncProperty(mobile, mobile, spelling, field, async (mine, other, spell, where) => {
      fc.pre(mine !== other);
      const key = where.replace('metadata.', '');
      await addStudent(where === 'phone' ? { phone: spell(mine) } : { metadata: { [key]: spell(mine) } });
      expect((await from(`91${mine}`)).children.map((c) => c.name)).toContain('New Pupil');
      expect((await from(`91${other}`)).children.map((c) => c.name)).not.toContain('New Pupil');
      await database.db.delete(students).where(eq(students.name, 'New Pupil'));
    }),
    { numRuns: 40 },
  );
});

describe('the school writes about a pupil', () => {
  test('to the guardian, and to the pupil only where there is no other', () => {
    const metadata = { guardian_phone: '9876543210 / 9876543211', phone: '9876543212' };
    expect(guardianNumbers({ phone: '9876543213', metadata })).toEqual(['919876543210', '919876543211']);
    expect(
      guardianNumbers({
        phone: '9876543213',
        metadata: { guardian_phone: '0000000000', phone: '9876543212' },
      }),
    ).toEqual(['919876543213', '919876543212']);
    expect(guardianNumbers({ phone: null, metadata: null })).toEqual([]);
  });
});
