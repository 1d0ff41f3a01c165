import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeupBookings, studentAbsences } from '../../db/schema/bot.js';
import { TODAY } from '../support/database.js';
import { approveTemplates } from '../support/templates.js';
import { useWorld } from '../support/world.js';
import { EVENING, RAHUL, batchId, studentId } from './attendance-tables.js';
import { VIVEK, absences, bookings, paramsOf, told } from './leave-tables.js';

const world = useWorld();
beforeEach(() => approveTemplates(world));
const db = () => world.database.db;
const vivek = () => world.chat(VIVEK);
const MEERA = '919000000014';

async function arjunAway() {
  await vivek().says("Arjun can't come on thursday, fever");
  return vivek().says('yes');
}

describe('Vivek says that a child cannot come', () => {
  test('sees which class, and only a Yes notes it, once, and tells the teacher', async () => {
    expect(await vivek().says("Arjun can't come on thursday, fever")).toBe(
      '*Arjun Gupta cannot come* (fever):\n• Guitar 5:00 pm, Thu 26 Nov\n\nA class cancelled beforehand is not charged. Shall I note it and tell the teacher?\n[Yes]\n[Cancel]',
    );
    const shown = vivek().last()?.id;
    expect(await absences(db())).toEqual([]);
    expect(await vivek().taps('Yes')).toBe(
      'Noted: Arjun Gupta will not come to Guitar 5:00 pm, Thu 26 Nov. It stands as excused in the register. I am telling Rahul Deshpande.\n[Book a makeup]\n[Will come after all]',
    );
    expect(await vivek().taps('Yes', shown)).toContain('so nothing was noted');
    expect(await vivek().says("Arjun can't come on thursday")).toContain('That is noted already');
    expect(await absences(db())).toEqual(['2026-11-26 Arjun Gupta fever']);
    expect(await told(db(), 'pupil_absence')).toEqual([`pupil_absence ${RAHUL} sent`]);
    expect(await paramsOf(db(), 'pupil_absence', RAHUL)).toEqual({
      pupil: 'Arjun Gupta',
      classes: 'Guitar 5:00 pm, Thu 26 Nov',
      reason: 'fever',
    });
  });

  test('the teacher finds the child excused in the register', async () => {
    await arjunAway();
    world.clock.set('2026-11-26T18:05:00+05:30');
    expect(await world.chat(RAHUL).says('all came')).toContain('○ Arjun Gupta (excused)');
  });

  test('is asked which child, and may mean all of them', async () => {
    expect(await vivek().says("can't come on thursday")).toBe(
      'Who cannot come?\n[Ananya Gupta]\n[Arjun Gupta]\n[All of them]',
    );
    await vivek().taps('All of them');
    await vivek().says('yes');
    expect(await absences(db())).toEqual(['2026-11-26 Ananya Gupta', '2026-11-26 Arjun Gupta']);
  });

  test('is asked which class where no day was said, and told of a day without one', async () => {
    expect(await vivek().says('Arjun cannot come')).toContain('Which class can Arjun Gupta not come to?');
    expect(await vivek().says('friday')).toContain('Arjun Gupta has no class on Fri 27 Nov.');
    expect(await vivek().says('saturday')).toContain('• Guitar 5:00 pm, Sat 28 Nov');
  });

  test('takes it back: the child comes after all', async () => {
    await arjunAway();
    expect(await vivek().says('he will come after all')).toContain('*Arjun Gupta comes after all*');
    expect(await vivek().says('yes')).toBe(
      'Noted: Arjun Gupta will come to Guitar 5:00 pm, Thu 26 Nov. I am telling Rahul Deshpande.',
    );
    expect(await absences(db())).toEqual(['2026-11-26 Arjun Gupta fever withdrawn']);
    expect(await told(db(), 'pupil_comes')).toHaveLength(1);
  });

  test('a whole day that the office noted is taken back whole', async () => {
    const student = await studentId(db(), 'Arjun Gupta');
    await db().insert(studentAbsences).values({ studentId: student, absenceDate: '2026-11-26' });
    await vivek().says('Arjun ki chutti cancel karo');
    await vivek().says('yes');
    expect(await absences(db())).toEqual(['2026-11-26 Arjun Gupta withdrawn']);
  });

  test('in Hindi', async () => {
    expect(await vivek().says('अर्जुन गुरुवार को नहीं आ पाएगा')).toContain('*Arjun Gupta नहीं आ पाएँगे*');
    expect(await vivek().says('हाँ')).toContain('दर्ज हो गया');
  });
});

describe('a makeup', () => {
  test('is offered after an absence, booked on a Yes, and the teacher hears of it', async () => {
    await arjunAway();
    expect(await vivek().taps('Book a makeup')).toContain(
      'Free seats for Arjun Gupta in place of Guitar on Thu 26 Nov.',
    );
    expect(await vivek().taps('Sun 29 Nov, 12:00 pm')).toContain('It is in place of Guitar on Thu 26 Nov.');
    expect(await bookings(db())).toEqual([]);
    expect(await vivek().says('yes')).toBe(
      'Booked: Arjun Gupta, Guitar 12:00 pm, Sun 29 Nov, with Rahul Deshpande. I am telling Rahul Deshpande.\n[Cancel the booking]',
    );
    expect(await bookings(db())).toEqual(['2026-11-29 Arjun Gupta for 2026-11-26']);
    expect(await told(db(), 'makeup_booked')).toEqual([`makeup_booked ${RAHUL} sent`]);
  });

  test('a second one in the month is said to be one, not refused', async () => {
    await db()
      .insert(makeupBookings)
      .values({
        studentId: await studentId(db(), 'Arjun Gupta'),
        batchId: await batchId(db(), 'SUN 12:00'),
        sessionDate: '2026-12-06',
      });
    await arjunAway();
    expect(await vivek().taps('Book a makeup')).not.toContain('Sun 6 Dec');
    expect(await vivek().taps('Sun 13 Dec, 12:00 pm')).toContain(
      'One makeup class is already booked in that month.',
    );
    expect(await vivek().says('yes')).toContain('Booked: Arjun Gupta, Guitar 12:00 pm, Sun 13 Dec');
  });

  test('is for the other child where that one is named instead', async () => {
    await arjunAway();
    await vivek().taps('Book a makeup');
    expect(await vivek().says('no, for Ananya')).toContain('Ananya Gupta');
    expect(await bookings(db())).toEqual([]);
  });

  test('is cancelled again, and the seat is free', async () => {
    await arjunAway();
    await vivek().taps('Book a makeup');
    await vivek().taps(1);
    await vivek().says('yes');
    await vivek().taps('Cancel the booking');
    expect(await vivek().says('yes')).toContain('Cancelled: the makeup class of Arjun Gupta');
    expect(await bookings(db())).toEqual(['2026-11-29 Arjun Gupta for 2026-11-26 withdrawn']);
    expect(await vivek().says('cancel the makeup')).toBe('No makeup class is booked for the coming weeks.');
  });

  test('the last seat goes to one of two', async () => {
    const batch = await batchId(db(), 'SUN 12:00');
    await arjunAway();
    await vivek().taps('Book a makeup');
    await vivek().taps(1);
    await db().execute(sql`update batches set capacity = 1 where id = ${batch}::uuid`);
    await db()
      .insert(makeupBookings)
      .values({ studentId: await studentId(db(), 'Meera Iyer'), batchId: batch, sessionDate: '2026-11-29' });
    const heard = await vivek().says('yes');
    expect(heard).toContain('Nothing was booked: that seat has just gone.');
    expect(heard).not.toContain('Sun 29 Nov');
    expect(await bookings(db())).toEqual(['2026-11-29 Meera Iyer']);
  });

  test("stands in the teacher's register, where it is marked by name", async () => {
    await db()
      .insert(makeupBookings)
      .values({
        studentId: await studentId(db(), 'Kabir Singh'),
        batchId: await batchId(db(), EVENING),
        sessionDate: TODAY,
      });
    expect(await world.chat(RAHUL).says('mark attendance')).toContain(
      'Booked here for a makeup: Kabir Singh. To note that they came, write “makeup for Kabir Singh” afterwards.',
    );
  });

  test("is nobody's but the family's: another family's button opens nothing", async () => {
    await arjunAway();
    const arjun = await studentId(db(), 'Arjun Gupta');
    const option = vivek().last()?.view.options[0];
    expect(option?.id).toBe(`makeup:for:${arjun}:2026-11-26`);
    const meera = world.chat(MEERA);
    await meera.says('hello');
    const heard = await meera.says('makeup for Arjun Gupta');
    expect(heard.replace(/“[^”]*”/g, '')).not.toContain('Arjun');
    expect(await bookings(db())).toEqual([]);
  });
});
