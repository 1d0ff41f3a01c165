import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import * as school from '../../db/schema/school.js';
import { useWorld } from '../support/world.js';
import { EVENING, OFFICE, PRIYA, RAHUL, TABLA, studentId, written } from './attendance-tables.js';
import {
  GOPAL,
  MATHEW,
  POOJA,
  STRANGER,
  VIVEK,
  booksMakeup,
  cancels,
  cannotCome,
  hasAlso,
  takesLeave,
} from './schedule-tables.js';

const world = useWorld({ at: '2026-11-24T10:00:00+05:30' });
const db = () => world.database.db;
const mathew = () => world.chat(MATHEW);
const vivek = () => world.chat(VIVEK);

describe('a family asks when its child comes next', () => {
  test('an only child is answered for at once, by name', async () => {
    expect(await mathew().says('when is the next class')).toBe(
      [
        '*Sarah Thomas*, next classes:',
        '• Today, Tue 24 Nov · 5:00–6:00 pm · Guitar · Rahul Deshpande',
        '• Today, Tue 24 Nov · 5:00–6:00 pm · Keyboard · Priya Raman',
        '• Tomorrow, Wed 25 Nov · 6:00–7:00 pm · Keyboard · Priya Raman',
        '• Thu 26 Nov · 5:00–6:00 pm · Guitar · Rahul Deshpande',
        '• Fri 27 Nov · 5:00–6:00 pm · Keyboard · Priya Raman',
        '[Classes left]',
        '[Attendance]',
      ].join('\n'),
    );
    expect(await written(db())).toBe(0);
  });

  test('by tapping alone, and a class that is over today is not a next one', async () => {
    world.clock.set('2026-11-24T18:05:00+05:30');
    await mathew().says('menu');
    const heard = await mathew().taps('Class times');
    expect(heard).toContain('next classes:\n• Tomorrow, Wed 25 Nov · 6:00–7:00 pm · Keyboard');
  });

  test('holidays, cancelled classes, leave, absences and makeups are shown for what they are', async () => {
    await db()
      .insert(school.holidays)
      .values({ date: '2026-11-27', scope: 'school', reason: 'Guru Nanak Jayanti' });
    await cancels(db(), EVENING, '2026-11-26');
    await takesLeave(db(), 'Priya Raman', { from: '2026-11-25', to: '2026-11-25' });
    await cannotCome(db(), 'Sarah Thomas', '2026-11-24');
    await booksMakeup(db(), { name: 'Sarah Thomas', recurrence: 'SUN 12:00', date: '2026-11-29' });
    const heard = await mathew().says('when is the next class');
    expect(heard).toContain('Today, Tue 24 Nov · 5:00–6:00 pm · Guitar · Rahul Deshpande (absence reported)');
    expect(heard).toContain(
      '• ~Tomorrow, Wed 25 Nov · 6:00–7:00 pm · Keyboard · Priya Raman~ (no class, the teacher is on leave)',
    );
    expect(heard).toContain('• ~Thu 26 Nov · 5:00–6:00 pm · Guitar · Rahul Deshpande~ (cancelled)');
    expect(heard).toContain('~ (holiday, Guru Nanak Jayanti)');
    expect(heard).toContain('• Sun 29 Nov · 12:00–1:00 pm · Guitar · Rahul Deshpande (makeup class)');
  });

  test('a leave that was taken back keeps nobody away', async () => {
    await takesLeave(db(), 'Priya Raman', { from: '2026-11-25', to: '2026-11-25', back: true });
    expect(await mathew().says('when is the next class')).not.toContain('on leave');
  });

  test('of a day that is named, with the next ones where it has no class', async () => {
    expect(await mathew().says('is there class on friday')).toContain(
      '*Sarah Thomas*, Fri 27 Nov:\n• 5:00–6:00 pm · Keyboard · Priya Raman',
    );
    const monday = await mathew().says('and on monday?');
    expect(monday).toContain('*Sarah Thomas*: no class on Mon 30 Nov.\nThe next ones:\n• Tue 1 Dec');
  });

  test('of one instrument, and of one teacher', async () => {
    expect(await mathew().says('when is the next keyboard class')).not.toContain('Guitar');
    const rahul = await mathew().says("when is Rahul sir's class");
    expect(rahul).toContain('Guitar · Rahul Deshpande');
    expect(rahul).not.toContain('Keyboard');
  });

  test('the place is told where the last payment names one', async () => {
    await db()
      .update(school.payments)
      .set({ metadata: { payment_frequency: 'monthly', location: 'Lake View' } })
      .where(eq(school.payments.studentId, await studentId(db(), 'Sarah Thomas')));
    expect(await mathew().says('when is the next class')).toContain('Guitar · Rahul Deshpande · Lake View');
  });

  test('a paused enrolment says so kindly', async () => {
    expect(await world.chat(POOJA).says('next class')).toContain(
      '*Ishaan Verma*: the classes are paused just now. Whenever you would like to go on, the office will gladly help.',
    );
  });

  test('in Hindi and in Telugu', async () => {
    expect(await world.chat(GOPAL).says('मीरा की अगली क्लास कब है')).toContain(
      '*Meera Iyer* की अगली क्लासें:\n• आज, मंगल 24 नवंबर · शाम 5:00–6:00 बजे · Guitar',
    );
    await world.chat(MATHEW).says('తెలుగు');
    expect(await world.chat(MATHEW).says('తర్వాతి క్లాస్ ఎప్పుడు?')).toContain(
      '*Sarah Thomas* తర్వాతి క్లాసులు:\n• ఈరోజు, మంగళ 24 నవంబర్ · సాయంత్రం 5:00–6:00 · Guitar',
    );
  });
});

describe('a family of several children', () => {
  test('hears of both in one answer; a timetable nobody can read is shown in its own words', async () => {
    const heard = await vivek().says('when is the next class');
    expect(heard).toContain('*Ananya Gupta*, next classes:\n• Thu 26 Nov · 5:30–6:15 pm · Violin');
    expect(heard).toContain('• Drums: every alternate sunday, ask office');
    expect(heard).toContain('*Arjun Gupta*, next classes:\n• Today, Tue 24 Nov');
  });

  test('of a named day it says that it cannot tell, where nobody can read the timetable', async () => {
    const heard = await vivek().says('is there class tomorrow');
    expect(heard).toContain('• Drums: I cannot say. It is entered as “every alternate sunday, ask office”.');
    expect(heard).toContain('*Arjun Gupta*: no class on Wed 25 Nov');
  });

  test('"and for Arjun?" after an answer, and he is remembered and named', async () => {
    expect(await vivek().says('when is Ananya’s next class')).not.toContain('Arjun Gupta*');
    expect(await vivek().says('and for Arjun?')).toContain('*Arjun Gupta*, next classes:');
    expect(await vivek().says('and tomorrow?')).toContain('*Arjun Gupta*: no class on Wed 25 Nov.');
    expect(await vivek().says('how many classes left')).toContain('*Arjun Gupta*\n• Guitar: 18');
    const both = await vivek().says('class timings of both');
    expect(both).toContain('*Ananya Gupta*');
    expect(both).toContain('*Arjun Gupta*');
  });

  test('the sister is one tap away', async () => {
    await vivek().says('when is Arjun’s next class');
    expect(await vivek().taps('Ananya Gupta')).toContain('*Ananya Gupta*, next classes:');
  });

  test('four children are asked about, and any of them can be tapped, typed or counted', async () => {
    for (const name of ['Kavya Gupta', 'Tanvi Gupta'])
      await hasAlso(db(), name, { phone: '+919000000016', batches: [TABLA] });
    expect(await vivek().says('when is the next class')).toBe(
      'Whose classes do you mean?\n[Ananya Gupta]\n[Arjun Gupta]\n[Kavya Gupta]\n[Tanvi Gupta]',
    );
    expect(await vivek().taps('Kavya Gupta')).toContain('*Kavya Gupta*, next classes:');
    await vivek().says('all children class timings');
    expect(await vivek().says('4')).toContain('*Tanvi Gupta*, next classes:');
    await vivek().says('all children class timings');
    expect(await vivek().says('for Arjun please')).toContain('*Arjun Gupta*, next classes:');
  });

  test('is told of nobody else’s child, however it is asked', async () => {
    const heard = await vivek().says('when does Meera come?');
    expect(heard).toContain('I find no “Meera” among the children on this number.');
    expect(heard).not.toContain('next classes');
  });

  test('a button of before shows nothing of a child who is no longer theirs', async () => {
    await vivek().says('when is Ananya’s next class');
    await db()
      .update(school.students)
      .set({ phone: null, metadata: { guardian_phone: '+919000000101' } })
      .where(eq(school.students.name, 'Arjun Gupta'));
    expect(await vivek().taps('Arjun Gupta')).toBe(
      'I can show that only to the pupil’s own family and to the school.',
    );
  });
});

describe('a teacher asks', () => {
  const rahul = () => world.chat(RAHUL);

  test("for today's, tomorrow's and the week's classes", async () => {
    expect(await rahul().says('my classes')).toBe(
      '*Today, Tue 24 Nov*\n• 5:00–6:00 pm · Guitar · 11 pupils\n• 6:15–7:00 pm · Guitar · 6 pupils\n[Tomorrow]\n[This week]\n[Mark attendance]',
    );
    expect(await rahul().taps('Tomorrow')).toContain(
      'No classes on Wed 25 Nov.\n\nThe next ones:\n*Thu 26 Nov*\n• 5:00–6:00 pm · Guitar · 11 pupils',
    );
    expect(await rahul().taps('This week')).toContain('*Sun 29 Nov*\n• 12:00–1:00 pm · Guitar · 0 pupils');
    expect(await rahul().says('What batches do I have on Saturday?')).toContain(
      '*Sat 28 Nov*\n• 5:00–6:00 pm · Guitar · 11 pupils',
    );
  });

  test('and sees who is excused, who comes for a makeup, and what does not take place', async () => {
    await cannotCome(db(), 'Sarah Thomas', '2026-11-24');
    await booksMakeup(db(), { name: 'Kabir Singh', recurrence: EVENING, date: '2026-11-24' });
    await cancels(db(), 'Tue/Thu 18:15', '2026-11-24');
    const heard = await rahul().says('my classes today');
    expect(heard).toContain('• 5:00–6:00 pm · Guitar · 11 pupils · 1 excused · 1 for a makeup');
    expect(heard).toContain('• ~6:15–7:00 pm · Guitar · 6 pupils~ (cancelled)');
  });

  test('when a pupil comes: of the own batches alone', async () => {
    const sarah = await rahul().says('when does Sarah come?');
    expect(sarah).toContain('*Sarah Thomas*, next classes:\n• Today, Tue 24 Nov · 5:00–6:00 pm · Guitar\n');
    expect(sarah).not.toContain('Keyboard');
    expect(await rahul().says('and John?')).toContain('*John Mathew*, next classes:');
    expect(await rahul().says('when does Vihaan come?')).toBe(
      'I find nobody called “Vihaan” here. Please check the name.',
    );
  });

  test('two Adityas are asked about', async () => {
    expect(await rahul().says('when does Aditya come?')).toBe(
      '“Aditya”: who is meant?\n[Aditya Rao]\n[Aditya Reddy]',
    );
    expect(await rahul().says('Reddy')).toContain('*Aditya Reddy*, next classes:');
  });

  test('who is a mother too is answered by what she asks', async () => {
    const priya = world.chat(PRIYA);
    expect(await priya.says('my classes today')).toContain('• 5:00–6:00 pm · Keyboard · 3 pupils');
    expect(await priya.says("when is Advik's class")).toContain('*Advik Raman*, next classes:');
    await priya.says('my classes');
    expect(await priya.taps('Advik Raman')).toContain('*Advik Raman*, next classes:');
    expect(await priya.says('when is my son’s next class')).toContain('*Advik Raman*, next classes:');
  });

  test('who has a child and a pupil of one name is asked which', async () => {
    await hasAlso(db(), 'Zoya Raman', { phone: '+919000000001', batches: [TABLA] });
    expect(await world.chat(PRIYA).says('when does Zoya come?')).toBe(
      '“Zoya”: who is meant?\n[Zoya Raman]\n[Zoya Fatima]',
    );
  });
});

describe('the office asks', () => {
  const office = () => world.chat(OFFICE);

  test('for any pupil or teacher by name, or for everything', async () => {
    expect(await office().says('when is the next class of Neha Chowdary')).toContain(
      '*Neha Chowdary*, next classes:',
    );
    expect(await office().says("Rahul's classes today")).toContain(
      'Classes of *Rahul Deshpande*\n*Today, Tue 24 Nov*\n• 5:00–6:00 pm · Guitar · 11 pupils',
    );
    const all = await office().says('classes today');
    expect(all).toContain('• 5:00–6:00 pm · Keyboard · Priya Raman · 3 pupils');
    expect(all).toContain('• Drums: every alternate sunday, ask office · 2 pupils');
  });

  test('and reads a whole week by days, a page at a time', async () => {
    const first = await office().says('schedule for this week');
    expect(first).toContain('*Fri 27 Nov*\n• 5:00–6:00 pm · Keyboard');
    expect(first).not.toContain('*Sat 28 Nov*');
    expect(await office().taps('More')).toMatch(/^\*Sat 28 Nov\*\n• 4:00–5:00 pm · Piano · Imran Khan/);
  });
});

test('somebody the school does not know sees nothing', async () => {
  const heard = await world.chat(STRANGER).says('when is the next class of Sarah Thomas');
  expect(heard).not.toContain('Guitar');
});
