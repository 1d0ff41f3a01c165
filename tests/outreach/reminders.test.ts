import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { leads, people } from '../../db/schema/bot.js';
import * as school from '../../db/schema/school.js';
import { batchId, studentId } from '../conversations/attendance-tables.js';
import {
  booksMakeup,
  cancels,
  cannotCome,
  hasAlso,
  marks,
  takesLeave,
} from '../conversations/schedule-tables.js';
import { useWorld } from '../support/world.js';
import { allWroteJustNow, at, job, notices } from './reminders-world.js';

const world = useWorld({
  reminders: ['REMINDER_CLASS', 'REMINDER_LOW_BALANCE', 'REMINDER_UNFINISHED', 'REMINDER_WELCOME'],
  simulator: { windowsOpen: true },
});
const RAHUL = '919000000002';
const GOPAL = '919000000014';
const MATHEW = '919000000009';
const STRANGER = '919000000150';
const GUITAR = 'TUE 17:00-18:00, THU 17:00-18:00, SAT 17:00-18:00';
const MAKEUP = 'SUN 12:00-13:00';

const of = async (kind: string, who?: string) => (await notices(world, who)).filter((n) => n.kind === kind);
const wants = (kind: string, phone: string) =>
  world.app.db
    .update(people)
    .set({ preferences: { want: [kind] } })
    .where(eq(people.phoneNumber, phone));

describe('tomorrow’s classes', () => {
  const reminders = (who?: string) => of('class_reminder', who);

  test('are told in the evening before, once, and only to a family that chose it', async () => {
    await wants('class_reminder', MATHEW);
    at(world, '11-23T17:59');
    await world.tick();
    expect(await reminders()).toEqual([]);
    at(world, '11-23T18:00');
    await allWroteJustNow(world);
    await Promise.all([world.tick(), world.tick(), job(world, 'reminders')]);
    expect(await reminders()).toMatchObject([
      {
        phone: MATHEW,
        status: 'sent',
        content:
          'A reminder of what is coming up: Tue 24 Nov, 5:00 pm Guitar (Sarah Thomas); Tue 24 Nov, 5:00 pm Keyboard (Sarah Thomas). If you cannot come, just write to us. – Sargam School of Music',
      },
    ]);
  });

  test('of two children are one message, with what does not take place left out', async () => {
    await wants('class_reminder', GOPAL);
    await hasAlso(world.app.db, 'Maya Iyer', {
      phone: `+${GOPAL}`,
      batches: [GUITAR, 'Tue/Thu 18:15-19:00'],
    });
    await cancels(world.app.db, 'Tue/Thu 18:15-19:00', '2026-11-24');
    at(world, '11-23T18:00');
    await job(world, 'reminders');
    expect((await reminders()).map((r) => r.params.classes)).toEqual([
      'Tue 24 Nov, 5:00 pm Guitar (Maya Iyer); Tue 24 Nov, 5:00 pm Guitar (Meera Iyer)',
    ]);
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      'it is a holiday',
      () => world.app.db.insert(school.holidays).values({ date: '2026-11-24', scope: 'school' }),
    ],
    [
      'the teacher is away',
      () => takesLeave(world.app.db, 'Rahul Deshpande', { from: '2026-11-24', to: '2026-11-24' }),
    ],
    ['the child cannot come', () => cannotCome(world.app.db, 'Meera Iyer', '2026-11-24')],
    [
      'they said STOP',
      () => world.app.db.update(people).set({ optedOutAt: new Date() }).where(eq(people.phoneNumber, GOPAL)),
    ],
    [
      'the child pauses',
      async () =>
        world.app.db
          .update(school.enrollments)
          .set({ status: 'paused' })
          .where(eq(school.enrollments.studentId, await studentId(world.app.db, 'Meera Iyer'))),
    ],
  ])('are not told when %s', async (_why, comes) => {
    await wants('class_reminder', GOPAL);
    await comes();
    at(world, '11-23T18:00');
    await world.tick();
    expect(await reminders()).toEqual([]);
  });

  test('include a makeup that was booked', async () => {
    await wants('class_reminder', GOPAL);
    await booksMakeup(world.app.db, { name: 'Meera Iyer', recurrence: MAKEUP, date: '2026-11-29' });
    at(world, '11-28T18:30');
    await job(world, 'reminders');
    expect((await reminders())[0]?.params.classes).toContain('Sun 29 Nov, 12:00 pm Guitar (Meera Iyer)');
  });
});

describe('a balance that runs low', () => {
  const alerts = (who?: string) => of('classes_low_alert', who);
  /** Bought so many guitar classes, and went to so many, the last one on a day. */
  async function has(name: string, { bought, went, last }: { bought: number; went: number; last: string }) {
    const id = await studentId(world.app.db, name);
    await world.app.db.delete(school.payments);
    await world.app.db.delete(school.attendanceRecords);
    const [guitar] = await world.app.db
      .select()
      .from(school.instruments)
      .where(eq(school.instruments.name, 'Guitar'));
    await world.app.db.insert(school.payments).values({
      studentId: id,
      method: 'upi',
      paidAt: new Date('2026-11-01T10:00:00+05:30'),
      metadata: { credits_bought: bought, instrument_id: guitar?.id },
    });
    const guitarBatch = await batchId(world.app.db, GUITAR);
    for (let i = 0; i < went; i++) {
      await world.app.db.insert(school.attendanceRecords).values({
        studentId: id,
        batchId: guitarBatch,
        sessionDate: i === went - 1 ? last : `2026-11-0${(i % 9) + 1}`,
        status: 'present',
        source: 'web',
      });
    }
  }

  test('by a class that was marked on the web is told to the family once, not daily', async () => {
    await has('Nithya Menon', { bought: 8, went: 6, last: '2026-11-24' });
    at(world, '11-25T11:00');
    await allWroteJustNow(world);
    await Promise.all([world.tick(), job(world, 'reminders')]);
    for (const day of ['26', '27', '28']) {
      at(world, `11-${day}T11:00`);
      await world.tick();
    }
    expect(await alerts()).toMatchObject([
      { status: 'sent', content: 'Nithya Menon has 2 Guitar classes left. – Sargam School of Music' },
    ]);
  });

  test('is told again after the next payment, when it runs low again', async () => {
    await has('Nithya Menon', { bought: 8, went: 6, last: '2026-11-24' });
    at(world, '11-25T11:00');
    await job(world, 'reminders');
    await world.app.db.insert(school.payments).values({
      studentId: await studentId(world.app.db, 'Nithya Menon'),
      method: 'upi',
      paidAt: new Date('2026-11-26T10:00:00+05:30'),
      metadata: { credits_bought: 1 },
    });
    await marks(world.app.db, {
      name: 'Nithya Menon',
      recurrence: GUITAR,
      date: '2026-11-26',
      status: 'present',
    });
    at(world, '11-27T11:00');
    await job(world, 'reminders');
    await job(world, 'reminders');
    expect((await alerts()).map((a) => a.params.left)).toEqual(['2', '2']);
  });

  test('that the family has already heard of from the register is not told twice', async () => {
    await has('Nithya Menon', { bought: 8, went: 5, last: '2026-11-21' });
    at(world, '11-24T18:05');
    const rahul = world.chat(`+${RAHUL}`);
    await rahul.says('guitar 5pm all present');
    await rahul.taps('Yes');
    expect(await alerts('919000000028')).toHaveLength(1);
    at(world, '11-25T11:00');
    await job(world, 'reminders');
    expect(await alerts('919000000028')).toHaveLength(1);
  });

  test.each<[string, { bought: number; went: number; last: string }]>([
    ['is not low', { bought: 8, went: 4, last: '2026-11-24' }],
    ['has been low for long', { bought: 8, went: 6, last: '2026-11-09' }],
  ])('that %s is no news', async (_how, of_) => {
    await has('Nithya Menon', of_);
    at(world, '11-25T11:00');
    await job(world, 'reminders');
    expect(await alerts()).toEqual([]);
  });
});

describe('what was left unfinished', () => {
  test('a list without its Yes: the teacher is reminded the next morning, once', async () => {
    at(world, '11-24T18:05');
    const rahul = world.chat(`+${RAHUL}`);
    await rahul.says('guitar 5pm all present except Sarah');
    at(world, '11-25T09:00');
    await world.tick();
    expect(await of('draft_waiting')).toEqual([]);
    at(world, '11-25T10:00');
    await Promise.all([world.tick(), world.tick()]);
    at(world, '11-25T12:00');
    await world.tick();
    expect(await of('draft_waiting')).toMatchObject([
      {
        phone: RAHUL,
        status: 'sent',
        content: expect.stringMatching(/^The attendance of Guitar on Tue 24 Nov is not saved yet/),
      },
    ]);
    at(world, '11-26T10:00');
    await world.tick();
    expect(await of('draft_waiting')).toHaveLength(1);
    expect(await rahul.taps('Show the list')).toMatch(/10 present, 1 absent/);
    expect(await rahul.taps('Yes')).toMatch(/^Saved: Guitar 5:00 pm, Tue 24 Nov/);
  });

  test('a list of a class that was marked on the web since is not spoken of', async () => {
    at(world, '11-24T18:05');
    await world.chat(`+${RAHUL}`).says('guitar 5pm all present except Sarah');
    await marks(world.app.db, {
      name: 'Sarah Thomas',
      recurrence: GUITAR,
      date: '2026-11-24',
      status: 'present',
    });
    at(world, '11-25T10:00');
    await world.tick();
    expect(await of('draft_waiting')).toEqual([]);
  });

  test('an enquiry: the newcomer is asked once, the next day, whether to go on, and goes on', async () => {
    at(world, '11-24T18:05');
    const asha = world.chat(`+${STRANGER}`);
    await asha.says('I want to learn guitar');
    await asha.says('my daughter, 9 years');
    for (const when of ['24T20:00', '25T10:00', '25T12:00', '26T10:00']) {
      at(world, `11-${when}`);
      await Promise.all([world.tick(), world.tick()]);
    }
    expect(await of('enquiry_waiting')).toMatchObject([
      {
        phone: STRANGER,
        status: 'sent',
        content:
          'You asked about Guitar classes. Shall we go on where we stopped? Tap below, or just write to me. – Sargam School of Music',
      },
    ]);
    expect(await asha.taps('Yes, go on')).toMatch(/play before|level|beginner|learnt|days/i);
  });

  test('who stopped in the morning is asked before the day in which we may write is over', async () => {
    at(world, '11-24T09:10');
    await world.chat(`+${STRANGER}`).says('I want to learn guitar');
    at(world, '11-25T08:00');
    await world.tick();
    expect(await of('enquiry_waiting')).toMatchObject([{ status: 'sent' }]);
  });

  test('a finished enquiry, one given to the office, or one about nothing is left alone', async () => {
    at(world, '11-24T18:05');
    await world.chat(`+${STRANGER}`).says('hello');
    await world.chat('+919000000151').says('I want to learn guitar');
    await world.chat('+919000000151').says('talk to a human');
    await world.chat('+919000000152').says('I want to learn violin');
    await world.app.db.update(leads).set({ status: 'new' }).where(sql`details ->> 'instrument' = 'Violin'`);
    at(world, '11-25T10:30');
    await world.tick();
    expect(await of('enquiry_waiting')).toEqual([]);
  });
});

describe('a new pupil', () => {
  const welcomes = () => of('enrollment_welcome');

  test('is welcomed once; who was there before the bot came is not', async () => {
    at(world, '11-23T10:00');
    await world.tick();
    await hasAlso(world.app.db, 'Kavya Iyer', { phone: `+${GOPAL}`, batches: [GUITAR] });
    for (const day of ['24', '25', '26']) {
      at(world, `11-${day}T10:00`);
      await allWroteJustNow(world);
      await Promise.all([world.tick(), job(world, 'reminders')]);
    }
    expect(await welcomes()).toMatchObject([
      {
        phone: GOPAL,
        status: 'sent',
        content: expect.stringMatching(/^Welcome to Sargam School of Music! Kavya Iyer is enrolled/),
      },
    ]);
  });

  test('who enquired before and is enrolled now is welcomed too; two of one family on two days', async () => {
    const kavya = await hasAlso(world.app.db, 'Kavya Iyer', { phone: `+${GOPAL}`, batches: [GUITAR] });
    const stands = (studentType: string) =>
      world.app.db.update(school.students).set({ studentType }).where(eq(school.students.id, kavya));
    await stands('prospect');
    at(world, '11-23T10:00');
    await job(world, 'reminders');
    await stands('permanent');
    await hasAlso(world.app.db, 'Maya Iyer', { phone: `+${GOPAL}`, batches: [GUITAR] });
    at(world, '11-24T10:00');
    await world.tick();
    await job(world, 'reminders');
    expect((await welcomes()).map((w) => w.params.pupil)).toEqual(['Kavya Iyer']);
    at(world, '11-25T10:00');
    await world.tick();
    expect((await welcomes()).map((w) => w.params.pupil)).toEqual(['Kavya Iyer', 'Maya Iyer']);
  });
});
