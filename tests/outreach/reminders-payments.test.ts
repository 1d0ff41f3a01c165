import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { paymentPromises, people, settings } from '../../db/schema/bot.js';
import * as school from '../../db/schema/school.js';
import { OFFICE, studentId } from '../conversations/attendance-tables.js';
import { hasAlso } from '../conversations/schedule-tables.js';
import { useWorld } from '../support/world.js';
import { allWroteJustNow, at, job, notices } from './reminders-world.js';

const world = useWorld({ reminders: ['REMINDER_PAYMENT'], simulator: { windowsOpen: true } });
const VIVEK = '919000000016';
const SUNITHA = '919000000007';
const GOPAL = '919000000014';
const MATHEW = '919000000009';
const GUITAR = 'TUE 17:00-18:00, THU 17:00-18:00, SAT 17:00-18:00';

const reminders = async (who?: string) =>
  (await notices(world, who)).filter((n) => n.kind === 'payment_reminder');
/** When the last payments of these pupils were made, so that the next are due a month later. */
async function paidOn(days: Record<string, string>) {
  await world.app.db.delete(school.payments);
  const [month] = await world.app.db
    .select()
    .from(school.packages)
    .where(eq(school.packages.name, 'Guitar - Monthly (8)'));
  for (const [name, day] of Object.entries(days)) {
    await world.app.db.insert(school.payments).values({
      studentId: await studentId(world.app.db, name),
      packageId: month?.id ?? null,
      amount: '2100',
      method: 'upi',
      paidAt: new Date(`${day}T12:00:00+05:30`),
    });
  }
}

describe('fees', () => {
  test('are spoken of three days before, at nine, once, and with a button that leads to the link', async () => {
    await paidOn({ 'Aditya Rao': '2026-10-27' });
    at(world, '11-24T08:59');
    await world.tick();
    expect(await reminders()).toEqual([]);
    at(world, '11-24T09:00');
    await allWroteJustNow(world);
    await Promise.all([world.tick(), world.tick(), job(world, 'reminders')]);
    await job(world, 'reminders');
    expect(await reminders()).toMatchObject([{ phone: SUNITHA, status: 'sent' }]);
    const sunitha = world.chat(`+${SUNITHA}`);
    expect(sunitha.hears()).toBe(
      'A reminder of fees that are to be paid: Aditya Rao, Guitar, due Fri 27 Nov. Tap Pay for a payment link, or write the day on which you will pay. – Sargam School of Music\n[Pay]',
    );
    expect(await sunitha.taps('Pay')).toMatch(/Aditya Rao/);
    for (const day of ['25', '26', '27']) {
      at(world, `11-${day}T09:30`);
      await job(world, 'reminders');
    }
    expect(await reminders()).toHaveLength(1);
  });

  test('that are overdue are spoken of once a week, and after four weeks no more', async () => {
    await paidOn({ 'Aditya Rao': '2026-10-10' });
    const heard: string[] = [];
    for (let day = 0; day < 42; day++) {
      world.clock.set(new Date(Date.parse('2026-11-11T09:05:00+05:30') + day * 86_400_000).toISOString());
      const before = (await reminders()).length;
      await job(world, 'reminders');
      if ((await reminders()).length > before) heard.push(world.clock.now().toISOString().slice(5, 10));
    }
    expect(heard).toEqual(['11-11', '11-18', '11-25', '12-02']);
    expect((await reminders())[0]?.params.fees).toBe('Aditya Rao, Guitar, due since Tue 10 Nov');
  });

  test('are spoken of once a week too to somebody who shows no number', async () => {
    await paidOn({ 'Aditya Rao': '2026-10-10' });
    await world.app.db
      .update(school.students)
      .set({ phone: null, metadata: {} })
      .where(eq(school.students.name, 'Aditya Rao'));
    const meena = world.chat('IN.30400000000000161');
    world.meta.person({ userId: 'IN.30400000000000161', name: 'Meena', kind: 'user_id_only' });
    const link = decodeURIComponent(await world.chat(OFFICE).says('link for Aditya Rao'));
    await meena.says(/LINK-\S+/.exec(link)?.[0] ?? 'no link');
    for (const day of ['25', '26', '27', '28']) {
      at(world, `11-${day}T09:30`);
      await allWroteJustNow(world);
      await job(world, 'reminders');
    }
    expect(await reminders()).toMatchObject([
      { params: { fees: 'Aditya Rao, Guitar, due since Tue 10 Nov' } },
    ]);
  });

  test('of two children come to their father in one message, and those that are not due are left out', async () => {
    for (const name of ['Arnav Gupta', 'Kavya Gupta', 'Mira Gupta'])
      await hasAlso(world.app.db, name, { phone: `+${VIVEK}`, batches: [GUITAR] });
    await paidOn({
      'Arnav Gupta': '2026-10-26',
      'Kavya Gupta': '2026-10-15',
      'Mira Gupta': '2026-11-20',
      'Meera Iyer': '2026-11-20',
    });
    at(world, '11-24T09:00');
    await job(world, 'reminders');
    expect((await reminders(VIVEK)).map((r) => r.params.fees)).toEqual([
      'Arnav Gupta, Guitar, due Thu 26 Nov; Kavya Gupta, Guitar, due since Sun 15 Nov',
    ]);
    expect(await reminders(GOPAL)).toEqual([]);
  });

  test('promised for Friday are not spoken of before Friday', async () => {
    await paidOn({ 'Sarah Thomas': '2026-10-20' });
    at(world, '11-24T18:05');
    const mathew = world.chat(`+${MATHEW}`);
    await mathew.says("I'll pay Friday");
    expect(mathew.hears()).toMatch(/Fri 27 Nov/);
    expect(await world.app.db.select().from(paymentPromises)).toMatchObject([{ promisedFor: '2026-11-27' }]);
    for (const day of ['25', '26']) {
      at(world, `11-${day}T09:05`);
      await world.tick();
    }
    expect(await reminders(MATHEW)).toEqual([]);
    at(world, '11-27T09:05');
    await world.tick();
    await world.tick();
    expect(await reminders(MATHEW)).toMatchObject([
      { params: { fees: 'Sarah Thomas, Guitar, due since Fri 20 Nov' } },
    ]);
    at(world, '11-28T09:05');
    await world.tick();
    expect(await reminders(MATHEW)).toHaveLength(1);
  });

  test.each<[string, () => Promise<unknown>, object[]]>([
    [
      'the pupil has left',
      async () =>
        world.app.db
          .update(school.students)
          .set({ isActive: false })
          .where(eq(school.students.name, 'Aditya Rao')),
      [],
    ],
    [
      'the pupil pauses',
      async () =>
        world.app.db
          .update(school.enrollments)
          .set({ status: 'paused' })
          .where(eq(school.enrollments.studentId, await studentId(world.app.db, 'Aditya Rao'))),
      [],
    ],
    [
      'the family has no number',
      () =>
        world.app.db
          .update(school.students)
          .set({ phone: null, metadata: {} })
          .where(eq(school.students.name, 'Aditya Rao')),
      [],
    ],
    [
      'the number changed hands',
      () =>
        world.app.db.update(people).set({ suspendedAt: new Date() }).where(eq(people.phoneNumber, SUNITHA)),
      [],
    ],
    [
      'nobody ever agreed to be written to',
      () => world.app.db.update(people).set({ optedInAt: null }).where(eq(people.phoneNumber, SUNITHA)),
      [{ status: 'skipped', reason: 'no_consent' }],
    ],
    [
      'they said STOP',
      () =>
        world.app.db.update(people).set({ optedOutAt: new Date() }).where(eq(people.phoneNumber, SUNITHA)),
      [{ status: 'skipped', reason: 'opted_out' }],
    ],
    [
      'they want no reminders of fees',
      () =>
        world.app.db
          .update(people)
          .set({ preferences: { mute: ['payment_reminder'] } })
          .where(eq(people.phoneNumber, SUNITHA)),
      [{ status: 'skipped', reason: 'muted' }],
    ],
  ])('nothing is sent when %s', async (_why, comes, kept) => {
    await paidOn({ 'Aditya Rao': '2026-10-27' });
    await comes();
    at(world, '11-24T09:00');
    await allWroteJustNow(world);
    await world.tick();
    expect(await reminders(SUNITHA)).toMatchObject(kept);
    expect(world.chat(`+${SUNITHA}`).heard()).toEqual([]);
  });

  test('"not me" keeps them from that number, and the mother is told instead', async () => {
    await paidOn({ 'Aditya Rao': '2026-10-27' });
    await world.app.db
      .update(school.students)
      .set({ metadata: { guardian_phone: '+919000000007 / +919000000150' } })
      .where(eq(school.students.name, 'Aditya Rao'));
    await world.app.db.execute(sql`insert into bot.person_links (person_id, subject_type, subject_id, source)
      select w.id, 'student', s.id, 'denied' from bot.whatsapp_subscriptions w, students s
      where w.phone_number = ${SUNITHA} and s.name = 'Aditya Rao'
      on conflict (person_id, subject_type, subject_id) do update set source = 'denied', revoked_at = null`);
    at(world, '11-24T09:00');
    await job(world, 'reminders');
    expect((await reminders()).map((r) => r.phone)).toEqual(['919000000150']);
  });

  test('go to the number that may be written to, where the first may not', async () => {
    await paidOn({ 'Aditya Rao': '2026-10-27' });
    await world.app.db
      .update(school.students)
      .set({ metadata: { guardian_phone: '+919000000007, +919000000014' } })
      .where(eq(school.students.name, 'Aditya Rao'));
    await world.app.db.update(people).set({ optedOutAt: new Date() }).where(eq(people.phoneNumber, SUNITHA));
    at(world, '11-24T09:00');
    await job(world, 'reminders');
    expect((await reminders()).map((r) => r.phone)).toEqual([GOPAL]);
  });

  test('that could not be spoken of at nine are later in the day, but never at night', async () => {
    await paidOn({ 'Aditya Rao': '2026-10-27' });
    at(world, '11-24T20:50');
    await world.tick();
    expect(await reminders()).toEqual([]);
    at(world, '11-25T09:00');
    await world.tick();
    expect(await reminders()).toHaveLength(1);
  });

  test('that could not be sent on their day are looked at anew: what is paid by then is not spoken of', async () => {
    await paidOn({ 'Aditya Rao': '2026-10-27', 'Sarah Thomas': '2026-10-27' });
    at(world, '11-24T09:00');
    await allWroteJustNow(world);
    await world.app.db.insert(settings).values({ key: 'OUTGOING_OFF', value: true });
    await world.tick();
    expect((await reminders()).map((r) => r.status)).toEqual(['queued', 'queued']);
    await paidOn({ 'Aditya Rao': '2026-10-27', 'Sarah Thomas': '2026-11-24' });
    await world.app.db.delete(settings).where(eq(settings.key, 'OUTGOING_OFF'));
    at(world, '11-25T08:30');
    await allWroteJustNow(world);
    await world.tick();
    at(world, '11-25T09:00');
    await world.tick();
    expect((await reminders(MATHEW)).map((r) => [r.status, r.reason])).toEqual([['skipped', 'too_late']]);
    expect((await reminders(SUNITHA)).map((r) => [r.status, r.reason])).toEqual([
      ['skipped', 'too_late'],
      ['sent', null],
    ]);
  });

  test('follow the school’s own days, not those of Greenwich', async () => {
    await paidOn({ 'Aditya Rao': '2026-10-27' });
    await world.app.db.insert(settings).values({ key: 'PAYMENT_REMINDER_AT', value: '00:10' });
    // Still Monday in Greenwich, already Tuesday in Hyderabad.
    at(world, '11-24T00:15');
    await allWroteJustNow(world);
    await world.tick();
    expect(await reminders()).toMatchObject([{ status: 'queued', reason: 'quiet hours' }]);
    at(world, '11-24T08:00');
    await world.tick();
    expect(await reminders()).toMatchObject([{ status: 'sent' }]);
  });

  test('are in Hindi for who chose it', async () => {
    await paidOn({ 'Aditya Rao': '2026-10-27' });
    await world.app.db.update(people).set({ language: 'hi' }).where(eq(people.phoneNumber, SUNITHA));
    at(world, '11-24T09:00');
    await allWroteJustNow(world);
    await world.tick();
    expect(world.chat(`+${SUNITHA}`).hears()).toContain('Aditya Rao, Guitar, शुक्र 27 नवंबर तक');
  });

  test('switched off for everybody are spoken of to nobody', async () => {
    await paidOn({ 'Aditya Rao': '2026-10-27' });
    await world.app.db.insert(settings).values({ key: 'REMINDER_PAYMENT', value: false });
    at(world, '11-24T09:00');
    await job(world, 'reminders');
    await world.tick();
    expect(await reminders()).toEqual([]);
  });
});
