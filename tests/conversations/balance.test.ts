import { describe, expect, test } from 'vitest';
import * as school from '../../db/schema/school.js';
import { useWorld } from '../support/world.js';
import { EVENING, OFFICE, PRIYA, RAHUL, studentId, written } from './attendance-tables.js';
import { GOPAL, MATHEW, POOJA, STRANGER, VIVEK, cancels, marks } from './schedule-tables.js';

const world = useWorld({ at: '2026-11-24T10:00:00+05:30' });
const db = () => world.database.db;
const mathew = () => world.chat(MATHEW);
const vivek = () => world.chat(VIVEK);
const office = () => world.chat(OFFICE);

describe('classes left', () => {
  test('per instrument, with the next payment', async () => {
    expect(await mathew().says('how many classes left')).toBe(
      '*Sarah Thomas*\n• Guitar: 2 classes left, payment due since Sat 14 Nov\n• Keyboard: 2 classes left, payment due since Fri 13 Nov\n[Why?]\n[Class times]\n[Attendance]',
    );
    expect(await written(db())).toBe(0);
  });

  test('of one instrument, and why, without the other one', async () => {
    expect(await mathew().says('how many guitar classes left')).not.toContain('Keyboard');
    const why = await mathew().says('why?');
    expect(why).toContain('*Sarah Thomas*: Guitar 2 classes left. Newest first:');
    expect(why).not.toContain('Keyboard');
    await mathew().says('how many guitar classes left');
    expect(await mathew().says('y?')).toBe(why);
    expect(why).toContain('• Wed 14 Oct: Guitar, 8 classes bought');
  });

  test('of several children together, and of one of them', async () => {
    const both = await vivek().says('how many classes left');
    expect(both).toContain('*Ananya Gupta*\n• Drums: 3 classes left');
    expect(both).toContain('*Arjun Gupta*\n• Guitar: 18 classes left, next payment Thu 28 Jan');
    expect(await vivek().says('Arjun?')).toMatch(/^\*Arjun Gupta\*\n• Guitar: 18/);
  });

  test('why: of whom is asked, and a sentence about something else is not taken for the answer', async () => {
    await vivek().says('how many classes left');
    expect(await vivek().says('why')).toContain('Whose classes do you mean?');
    expect(await vivek().says('ananya cant come tomorrow')).toContain(
      'Ananya Gupta has no class on Wed 25 Nov',
    );
    expect(vivek().hears()).not.toContain('Newest first');
    await vivek().says('cancel');
    await vivek().says('how many classes left');
    await vivek().says('why');
    expect(await vivek().says('of Ananya please')).toContain('Ananya Gupta*: Drums 3 classes left');
  });

  test('an instrument that only one of them learns names that one', async () => {
    const heard = await vivek().says('how many violin classes left');
    expect(heard).toMatch(/^\*Ananya Gupta\*\n• Violin: 3 classes left/);
    expect(heard).not.toContain('Arjun Gupta*');
  });

  test('a family sees 0 and that a payment is due, never a negative number; the office sees what is owed', async () => {
    for (const date of ['2026-11-03', '2026-11-05'])
      await marks(db(), { name: 'Meera Iyer', recurrence: EVENING, date, status: 'present' });
    const family = await world.chat(GOPAL).says('how many guitar classes left');
    expect(family).toContain('• Guitar: 0 classes left, payment due');
    expect(family).not.toMatch(/-\d|owes/);
    expect(await world.chat(GOPAL).says('why?')).not.toMatch(/-\d|owes/);
    expect(await office().says('classes left for Meera Iyer')).toMatch(/• Guitar: owes \d class/);
  });

  test('paused classes are told without asking for money', async () => {
    expect(await world.chat(POOJA).says('how many classes left')).toContain(
      '*Ishaan Verma* (paused just now)\n• Piano: 15 classes left\n',
    );
  });

  test('classes bought for no instrument in particular stand in the total', async () => {
    await db()
      .insert(school.payments)
      .values({ studentId: await studentId(db(), 'Sarah Thomas'), metadata: { credits_bought: 3 } });
    expect(await mathew().says('how many classes left')).toContain('• In all: 7 classes left');
  });

  test('a teacher who is a mother hears of her child, and of a pupil only that it is the office’s business', async () => {
    expect(await world.chat(PRIYA).says('how many classes left')).toContain('*Advik Raman*\n');
    expect(await world.chat(RAHUL).says('how many classes left for Sarah')).toContain(
      'Classes left and payments are between the family and the office.',
    );
  });

  test('the office names anybody, is asked between two, and asked for a name where there is none', async () => {
    expect(await office().says('how many classes left')).toBe('About whom? Please write the name.');
    expect(await office().says('Aditya')).toBe('“Aditya”: who is meant?\n[Aditya Rao]\n[Aditya Reddy]');
    expect(await office().taps('Aditya Reddy')).toContain('*Aditya Reddy*\n• Guitar: 14 classes left');
    expect(await office().says('and Neha?')).toContain('*Neha Chowdary*\n• Violin: 22 classes left');
  });

  test('in Hindi and Telugu', async () => {
    expect(await world.chat(GOPAL).says('कितनी क्लास बाकी हैं')).toContain('• Guitar: 0 क्लासें बाक़ी, फ़ीस देनी है');
    expect(await mathew().says('ఎన్ని క్లాసులు మిగిలాయి?')).toContain(
      '• Guitar: 2 క్లాసులు మిగిలాయి, ఫీజు శని 14 నవంబర్ నుంచి చెల్లించాల్సి ఉంది',
    );
  });
});

describe('why so many are left', () => {
  test('newest first, what was bought, attended and not charged, a page at a time', async () => {
    const why = await mathew().says('why 3 left?');
    expect(why).toContain(
      'Newest first:\n• Sun 22 Nov: Keyboard, attended, 1 class\n• Sat 21 Nov: Guitar, attended, 1 class\n• Fri 20 Nov: Keyboard, absent, not charged',
    );
    const earlier = await mathew().says('earlier');
    expect(earlier).toContain('• Wed 14 Oct: Guitar, 8 classes bought');
    expect(earlier).not.toContain('[Earlier]');
  });

  test('of several children it is asked whose', async () => {
    expect(await vivek().says('why so few classes left')).toBe(
      'Whose classes do you mean?\n[Ananya Gupta]\n[Arjun Gupta]',
    );
    expect(await vivek().says('2')).toContain('*Arjun Gupta*: Guitar 18 classes left.');
  });
});

describe('past attendance', () => {
  test('the last classes, with their marks', async () => {
    await marks(db(), { name: 'Sarah Thomas', recurrence: EVENING, date: '2026-11-23', status: 'excused' });
    expect(await mathew().says('show attendance')).toContain(
      '*Sarah Thomas*, attendance, newest first:\n○ Mon 23 Nov · Guitar\n✓ Sun 22 Nov · Keyboard\n✓ Sat 21 Nov · Guitar\n✗ Fri 20 Nov · Keyboard',
    );
  });

  test('whether a child was there on a day', async () => {
    expect(await mathew().says('was Sarah present last saturday?')).toContain(
      '✓ *Sarah Thomas* was present: Guitar, Sat 21 Nov.',
    );
    expect(await mathew().says('and on thursday?')).toContain(
      '✗ *Sarah Thomas* was absent: Guitar, Thu 19 Nov.',
    );
    expect(await mathew().says('was Sarah present yesterday?')).toContain(
      '*Sarah Thomas* had no class on Mon 23 Nov.\nThe last one before:\n✓ Sun 22 Nov · Keyboard',
    );
    expect(await mathew().says('was Sarah present today?')).toContain(
      'Guitar, Tue 24 Nov: attendance is not marked yet.',
    );
  });

  test('a class that was not held is no absence', async () => {
    await cancels(db(), EVENING, '2026-11-24');
    expect(await mathew().says('was Sarah present today?')).toContain(
      'Guitar, Tue 24 Nov: the class did not take place.',
    );
  });

  test('of a month, with how often', async () => {
    expect(await mathew().says('How many classes did my daughter attend this month?')).toContain(
      '*Sarah Thomas*, Sun 1 Nov – Mon 30 Nov:\n12 present, 4 absent\n',
    );
  });

  test('of a month that is over', async () => {
    expect(await vivek().says('pichle mahine Arjun kitni class gaya')).toContain(
      '*Arjun Gupta*: no attendance is marked from Thu 1 Oct to Sat 31 Oct.',
    );
  });

  test('a teacher sees the own classes: who was away, and one pupil’s marks there', async () => {
    const rahul = world.chat(RAHUL);
    const day = await rahul.says('who was absent on thursday?');
    expect(day).toContain('*Thu 19 Nov*\n• Guitar 5:00 pm: ');
    expect(day).toContain('Sarah Thomas');
    const sarah = await rahul.says('show attendance of Sarah');
    expect(sarah).toContain('✓ Sat 21 Nov · Guitar');
    expect(sarah).not.toContain('Keyboard');
    expect(sarah).not.toContain('[Classes left]');
  });

  test('the office sees anybody’s', async () => {
    expect(await office().says('show attendance of Sarah Thomas')).toContain('✓ Sun 22 Nov · Keyboard');
  });
});

test('a stranger learns nothing, whatever the name', async () => {
  const heard = await world.chat(STRANGER).says('how many classes left for Sarah Thomas');
  expect(heard).toContain('I do not know this number');
});
