import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { people, studentAbsences } from '../../db/schema/bot.js';
import { holidays } from '../../db/schema/school.js';
import { TODAY } from '../support/database.js';
import { useWorld } from '../support/world.js';
import {
  EVENING,
  IMRAN,
  LATE,
  PRIYA,
  RAHUL,
  TABLA,
  audits,
  drafts,
  held,
  markOnWeb,
  notices,
  register,
  studentId,
  written,
} from './attendance-tables.js';

const world = useWorld();
const rahul = () => world.chat(RAHUL);
const db = () => world.database.db;

describe('Rahul marks his evening class', () => {
  test('with one sentence and a Yes, and hears exactly what was saved', async () => {
    const draft = await rahul().says('all except Sarah');
    expect(draft).toContain('*Guitar 5:00 pm, Tue 24 Nov* — 10 present, 1 absent:');
    expect(draft).toContain('✓ Aditya Rao\n');
    expect(draft).toContain('✗ Sarah Thomas');
    expect(draft).toMatch(/\[Yes\]\n\[Change\]\n\[Cancel\]$/);
    expect(await written(db())).toBe(0);

    expect(await rahul().says('yes')).toBe(
      'Saved: Guitar 5:00 pm, Tue 24 Nov: 10 present, 1 absent (Sarah Thomas).\n\nYou can undo this for 10 minutes.\n[Undo]',
    );
    expect(await register(db(), EVENING)).toHaveLength(11);
    expect(await register(db(), EVENING)).toContain('Sarah Thomas: absent (whatsapp)');
    expect(await held(db(), EVENING)).toBe('conducted');
    expect(await audits(db())).toEqual(['teacher attendance_marked']);
    expect(await drafts(db())).toEqual(['confirmed']);
  });

  test('by being asked who came, with the class numbered', async () => {
    const asked = await rahul().says('mark attendance');
    expect(asked).toContain('*Guitar 5:00 pm, Tue 24 Nov*: who came?');
    expect(asked).toContain('1. Aditya Rao\n2. Aditya Reddy\n3. Ahmed Siddiqui');
    expect(asked).toMatch(/\[All present\]\n\[Class cancelled\]\n\[Another class\]$/);
    expect(await rahul().says('1,3,4 present')).toContain('3 present, 8 absent');
    expect(await rahul().taps('Yes')).toContain('Saved: Guitar 5:00 pm, Tue 24 Nov: 3 present, 8 absent (');
  });

  test('by tapping alone', async () => {
    await rahul().says('menu');
    await rahul().taps('Mark attendance');
    expect(await rahul().taps('All present')).toContain('11 present, 0 absent');
    expect(await rahul().taps('Yes')).toContain('11 present, 0 absent.');
    expect(await register(db(), EVENING)).toHaveLength(11);
  });

  test('"X were present" makes the others absent, "X absent" makes them present', async () => {
    expect(await rahul().says('John, Mary, Ahmed came')).toContain('3 present, 8 absent');
    await rahul().says('cancel');
    expect(await rahul().says('John and Mary absent')).toContain('9 present, 2 absent');
    expect(await written(db())).toBe(0);
  });

  test('bare names are asked about', async () => {
    expect(await rahul().says('Guitar 5pm: John, Mary')).toContain(
      'John Mathew and Mary Joseph: present or absent?',
    );
    expect(await rahul().says('they came')).toContain('2 present, 9 absent');
  });

  test('a name that is written twice is asked about once', async () => {
    expect(await rahul().says('Guitar 5pm: John, John')).toMatch(/^John Mathew: present or absent\?/);
  });

  test('two Adityas are asked about, and the other one is not forgotten', async () => {
    const asked = await rahul().says('Guitar 5pm: Aditya absent');
    expect(asked).toBe('“Aditya”: which one was absent?\n[Aditya Rao]\n[Aditya Reddy]\n[Neither]');
    const draft = await rahul().taps('Aditya Reddy');
    expect(draft).toContain('10 present, 1 absent');
    expect(draft).toContain('✓ Aditya Rao');
    expect(draft).toContain('✗ Aditya Reddy');
  });

  test('"neither" of the two leaves both with the others', async () => {
    await rahul().says('Guitar 5pm: Aditya absent, Sarah absent');
    expect(await rahul().says('Neither')).toContain('10 present, 1 absent');
  });

  test('a name that nobody has is asked about, never guessed', async () => {
    expect(await rahul().says('Zubin and John came')).toContain('I find nobody in this class for “Zubin”');
    expect(await rahul().says('Ahmed')).toContain('2 present, 9 absent');
  });

  test.each([
    ['ee roju bhavya raaledu migatha andaru vacharu', 'bhavya'],
    ['तनिषा बीमार है नहीं आई, बाकी सब आए', 'तनिषा'],
    ['aarav valla amma call chesi raadu annaru.. migatha pillalu vacharu', 'aarav'],
    ['manikanta pelliki velladu absent, inka evaru miss avvaledu', 'manikanta'],
  ])('"%s": the one who is not of this class is asked about before a list is drawn up', async (said, who) => {
    const heard = await rahul().says(said);
    expect(heard).toContain(who);
    expect(heard).not.toMatch(/✓|✗/);
  });

  test('corrections in words and by number change the draft, "yes but …" is one of them', async () => {
    await rahul().says('all except Sarah');
    expect(await rahul().says('Sarah was also present')).toContain('11 present, 0 absent');
    expect(await rahul().says('3 absent')).toContain('✗ Ahmed Siddiqui');
    expect(await rahul().says('yes but John absent')).toContain('9 present, 2 absent');
    expect(await written(db())).toBe(0);
    expect(await rahul().says('👍')).toContain('Saved');
    expect(await drafts(db())).toEqual(['confirmed']);
  });

  test('"wait" and "no wait" change nothing, "cancel that" cancels no class', async () => {
    await rahul().says('all except Sarah');
    expect(await rahul().says('no wait')).toMatch(/^No hurry: nothing is saved before your Yes\./);
    expect(rahul().hears()).toContain('10 present, 1 absent');
    expect(await rahul().says('cancel that one, Sarah also came')).toContain('11 present, 0 absent');
    expect(await drafts(db())).toEqual(['draft']);
  });

  test('"everyone" answers who came; a bare "yes" is asked about', async () => {
    await rahul().says('mark attendance');
    expect(await rahul().says('yes')).toMatch(/^If everyone came, tap All present\./);
    expect(await rahul().says('everyone')).toContain('11 present, 0 absent');
  });

  test('"all girls" are not everybody, and an initial or the beginning of a name is asked about', async () => {
    expect(await rahul().says('all girls absent')).toMatch(/^I find nobody in this class for “girls”/);
    await rahul().says('cancel');
    expect(await rahul().says('J absent')).toBe('“J”: do you mean John Mathew?\n[Yes]\n[No]');
    await rahul().says('cancel');
    expect(await rahul().says('Adi absent')).toMatch(/^“Adi”: which one was absent\?/);
  });

  test('a name that is not in the class he names is not passed over', async () => {
    expect(await rahul().says('guitar 6:15pm: john absent')).toMatch(
      /I find nobody in this class for “john”/,
    );
  });

  test('Change explains by example and offers the names, a page at a time', async () => {
    await rahul().says('all except Sarah');
    const list = await rahul().taps('Change');
    expect(list).toContain('write what is to change, for example “Ahmed was also present”');
    expect(list).toContain('[✓ John Mathew]');
    await rahul().taps('✓ John Mathew');
    await rahul().taps('More …');
    expect(await rahul().taps('✗ Sarah Thomas')).toContain('[✓ Sarah Thomas]');
    const draft = await rahul().taps('Done');
    expect(draft).toContain('10 present, 1 absent');
    expect(draft).toContain('✗ John Mathew');
  });

  test('Cancel puts the draft away and saves nothing', async () => {
    await rahul().says('all came');
    expect(await rahul().taps('Cancel')).toBe('All right, nothing was saved.');
    await rahul().says('all came');
    expect(await rahul().says('cancel')).toBe('All right, nothing was saved.');
    await rahul().says('mark attendance');
    expect(await rahul().says('cancel')).toBe('All right, stopped. Nothing was saved.');
    expect(await drafts(db())).toEqual(['rejected', 'rejected']);
    expect(await written(db())).toBe(0);
  });

  test('"ok thanks" is a Yes; thanks alone are none, and the list is shown again', async () => {
    await rahul().says('everyone came except Sarah who was sick');
    expect(await rahul().says('thanks')).toMatch(
      /^You are welcome! This list is not saved yet:\n\n\*Guitar 5:00 pm/,
    );
    expect(await written(db())).toBe(0);
    expect(await rahul().says('ok thanks')).toMatch(/^Saved: .* 10 present, 1 absent \(Sarah Thomas\)/);
    expect(await rahul().says('ok thanks')).toBe('You are welcome!');
  });

  test('"no, absent" says nothing of anybody', async () => {
    await rahul().says('John, Mary, Ahmed present');
    expect(await rahul().says('no, absent')).not.toContain('0 present');
  });

  test('a 👍 on the list saves nothing, and he hears so once', async () => {
    await rahul().says('all except Sarah');
    const nod = { type: 'reaction' as const, messageId: rahul().last()?.id ?? '', emoji: '👍' };
    expect(await rahul().says(nod)).toMatch(/^To save it, please tap \*Yes\* or write \*yes\*/);
    await rahul().says(nod);
    expect(rahul().heard()).toHaveLength(2);
    expect(await written(db())).toBe(0);
    expect(await rahul().says('yes')).toContain('Saved');
    world.clock.set(2);
    await rahul().says(nod);
    expect(rahul().heard()).toHaveLength(3);
  });

  test('a voice note is answered kindly, with how to type it', async () => {
    await rahul().says('mark attendance');
    const heard = await rahul().says({ type: 'voice' });
    expect(heard).toContain('I cannot listen to voice notes yet. Please type it');
    expect(heard).toContain('who came?');
  });
});

describe('which class is meant', () => {
  test('while the late class is on and the evening class is not marked, both are offered, the one that is on first', async () => {
    world.clock.set('2026-11-24T18:30:00+05:30');
    expect(await rahul().says('mark attendance')).toBe(
      'Which class do you mean?\n[Guitar 6:15 pm]\n[Guitar 5:00 pm]\n[Another class]',
    );
    expect(await rahul().says('the 5 pm one')).toContain('*Guitar 5:00 pm, Tue 24 Nov*: who came?');
  });

  test('what was said at the beginning is kept while the class is being chosen', async () => {
    world.clock.set('2026-11-24T18:30:00+05:30');
    expect(await rahul().says('everyone came')).toContain('Which class');
    expect(await rahul().taps('Guitar 6:15 pm')).toContain(
      '*Guitar 6:15 pm, Tue 24 Nov* — 6 present, 0 absent',
    );
  });

  test('of two classes that overlap, the one that begins at the hour named', async () => {
    world.clock.set('2026-11-25T20:05:00+05:30');
    const priya = world.chat(PRIYA);
    expect(await priya.says('6.30 class all present')).toContain('*Keyboard 6:30 pm, Wed 25 Nov*');
    await priya.says('cancel');
    expect(await priya.says('6 pm all present')).toContain('*Keyboard 6:00 pm, Wed 25 Nov*');
  });

  test('names that are only in one of the classes tell which', async () => {
    world.clock.set('2026-11-24T18:30:00+05:30');
    expect(await rahul().says('Kabir and Harini absent')).toContain(
      '*Guitar 6:15 pm, Tue 24 Nov* — 4 present',
    );
  });

  test('a class that is marked already is not meant', async () => {
    world.clock.set('2026-11-24T18:30:00+05:30');
    await rahul().says('Guitar 5pm all present');
    await rahul().says('yes');
    expect(await rahul().says('mark attendance')).toContain('*Guitar 6:15 pm, Tue 24 Nov*: who came?');
  });

  test.each([
    [
      'guitar 5pm all present guitar 6.15 class cancelled',
      'guitar 6.15 class cancelled',
      '11 present, 0 absent',
    ],
    [
      'mark Sarah absent in 5pm class and Harini absent in 6:15',
      'Harini absent in 6:15',
      '10 present, 1 absent',
    ],
  ])(
    'of two classes in one sentence the first is shown, and the other is not lost: %s',
    async (said, later, counts) => {
      const draft = await rahul().says(said);
      expect(draft).toMatch(
        /^One class at a time: this is the first\. After its Yes please write the other one again:/,
      );
      expect(draft).toContain(`“${later}”\n\n*Guitar 5:00 pm, Tue 24 Nov* — ${counts}`);
    },
  );

  test.each(['guitar 5:00-6:00 all present', 'guitar 5 to 6 pm: all present'])(
    'from when to when names one class and no pupil: %s',
    async (said) => {
      expect(await rahul().says(said)).toContain('*Guitar 5:00 pm, Tue 24 Nov* — 11 present, 0 absent');
    },
  );

  test('"few absent" asks who came, and is no leave of his own', async () => {
    expect(await rahul().says('few absent')).toContain('*Guitar 5:00 pm, Tue 24 Nov*: who came?');
  });

  test('a mother who teaches names her own child: she is asked, and nothing is marked', async () => {
    const priya = world.chat(PRIYA);
    expect(await priya.says('Advik absent')).toBe(
      'Advik is not in your class *Keyboard 5:00 pm, Tue 24 Nov*. Is it that Advik cannot come to their own class?\n[Yes, cannot come]\n[No, my class]',
    );
    expect(await priya.taps('Yes, cannot come')).toContain('Which class can Advik Raman not come to?');
    expect(await drafts(db())).toEqual([]);
  });

  test("yesterday's class", async () => {
    world.clock.set('2026-11-26T10:00:00+05:30');
    const imran = world.chat(IMRAN);
    expect(await imran.says("yesterday's tabla, everyone came")).toContain(
      '*Tabla 7:00 pm, Wed 25 Nov* — 3 present',
    );
    await imran.says('yes');
    expect(await register(db(), TABLA, '2026-11-25')).toHaveLength(3);
  });

  test('on a day without a class the recent ones are offered', async () => {
    world.clock.set('2026-11-23T18:00:00+05:30');
    const heard = await rahul().says('mark attendance');
    expect(heard).toContain('I find no class of yours on Mon 23 Nov.');
    expect(heard).toContain('[Guitar 5:00 pm]');
    expect(await rahul().says('saturday')).toContain('*Guitar 5:00 pm, Sat 21 Nov*: who came?');
  });

  test('too far back and still to come are refused with what can be done', async () => {
    expect(await rahul().says('mark attendance for 15 November')).toBe(
      'Sun 15 Nov is too far back: attendance can be marked here for today and the last 2 days. The office can still put it right for you.',
    );
    expect(await rahul().says('mark attendance for tomorrow')).toContain('Wed 25 Nov is still to come.');
  });

  test('on a holiday the teacher is told so', async () => {
    await db().insert(holidays).values({ date: TODAY, scope: 'school', reason: 'Guru Nanak Jayanti' });
    expect(await rahul().says('all came')).toContain('That day is a holiday (Guru Nanak Jayanti).');
  });

  test('a teacher who is a mother too marks her own class', async () => {
    expect(await world.chat(PRIYA).says('mark attendance, all came')).toContain(
      '*Keyboard 5:00 pm, Tue 24 Nov* — 3',
    );
  });
});

describe('excused, cancelled, makeup', () => {
  test('who told us beforehand stays excused under "all", and comes back by name', async () => {
    const sarah = await studentId(db(), 'Sarah Thomas');
    await db().insert(studentAbsences).values({ studentId: sarah, absenceDate: TODAY });
    const asked = await rahul().says('mark attendance');
    expect(asked).toContain('Sarah Thomas told us beforehand and is excused.');
    const draft = await rahul().says('all present');
    expect(draft).toContain('10 present, 0 absent, 1 excused');
    expect(draft).toContain('○ Sarah Thomas (excused)');
    expect(await rahul().says('Sarah came')).toContain('11 present, 0 absent');
    await rahul().says('Sarah did not come');
    expect(await rahul().says('yes')).toContain('10 present, 0 absent, 1 excused (Sarah Thomas).');
    expect(await register(db(), EVENING)).toContain('Sarah Thomas: excused (whatsapp)');
    expect((await notices(db())).filter((n) => n.includes('absence_alert'))).toEqual([]);
  });

  test('a cancelled class costs nobody a class; what was marked is shown before it goes', async () => {
    await markOnWeb(db(), { recurrence: EVENING, name: 'John Mathew', status: 'present' });
    const asked = await rahul().says('guitar 5pm class cancelled');
    expect(asked).toContain(
      '*Guitar 5:00 pm, Tue 24 Nov* did not take place. Nobody is charged a class for it.',
    );
    expect(asked).toContain('Saving removes the attendance already marked: ✓ John Mathew.');
    expect(await register(db(), EVENING)).toEqual(['John Mathew: present (web)']);
    expect(await rahul().says('yes')).toContain('Saved: Guitar 5:00 pm, Tue 24 Nov did not take place.');
    expect(await register(db(), EVENING)).toEqual([]);
    expect(await held(db(), EVENING)).toBe('not_conducted');
    await rahul().says('undo');
    expect(await register(db(), EVENING)).toEqual(['John Mathew: present (web)']);
    expect(await held(db(), EVENING)).toBeNull();
  });

  test('a class that was to be cancelled took place after all', async () => {
    await rahul().says('guitar 5pm class cancelled');
    expect(await rahul().says('sorry, all present')).toContain('11 present, 0 absent');
  });

  test('a makeup is written beside the register, also for a pupil of another batch', async () => {
    await rahul().says('all present except John');
    await rahul().says('yes');
    const asked = await rahul().says('makeup for John and Kabir');
    expect(asked).toContain(
      '*Guitar 5:00 pm, Tue 24 Nov*, makeup or extra class:\n\n✓ John Mathew\n✓ Kabir Singh',
    );
    expect(await rahul().says('yes')).toContain('makeup or extra class for John Mathew and Kabir Singh.');
    const rows = await register(db(), EVENING);
    expect(rows).toHaveLength(13);
    expect(rows).toContain('John Mathew: absent (whatsapp)');
    expect(rows).toContain('John Mathew: present (whatsapp, extra)');
    expect(rows).toContain('Kabir Singh: present (whatsapp, extra)');
    expect(await register(db(), LATE)).toEqual([]);
  });

  test("a makeup on a day without a class goes into the pupil's own batch", async () => {
    const imran = world.chat(IMRAN);
    expect(await imran.says('extra class for Diya')).toContain(
      '*Tabla 7:00 pm, Tue 24 Nov*, makeup or extra class:\n\n✓ Diya',
    );
    await imran.says('yes');
    expect(await register(db(), TABLA)).toEqual(['Diya Sharma: present (whatsapp, extra)']);
  });

  test('a makeup class without pupils of its own asks for their names', async () => {
    world.clock.set('2026-11-22T13:30:00+05:30');
    expect(await rahul().says('mark attendance')).toBe(
      '*Guitar 12:00 pm, Sun 22 Nov*, makeup: who came? Write the names.',
    );
    await rahul().says('Ahmed, Kabir');
    expect(await rahul().says('yes')).toContain('makeup or extra class for Ahmed Siddiqui and Kabir Singh');
  });
});

test('the families of the absent and of those with few classes left hear of it, once Undo has run out', async () => {
  await rahul().says('all except John');
  await rahul().says('yes');
  expect(await notices(db())).toContain('absence_alert 919000000010 queued John Mathew');
  expect(await notices(db())).toContain('classes_low_alert 919000000009 queued Sarah Thomas 1');
  await rahul().says('undo');
  expect((await notices(db())).filter((n) => n.includes('queued'))).toEqual([]);
});

test('a family that asked for it hears that their child came, and in their own words which day', async () => {
  const JOHNS = '919000000010';
  const preferences = { want: ['attendance_confirmation'], mute: [] };
  await db()
    .update(people)
    .set({ preferences, language: 'hi', lastInboundAt: world.clock.now() })
    .where(eq(people.phoneNumber, JOHNS));
  await rahul().says('all present');
  await rahul().says('yes');
  const confirmations = (await notices(db())).filter((n) => n.startsWith('attendance_confirmation'));
  expect(confirmations).toEqual([`attendance_confirmation ${JOHNS} queued John Mathew`]);
  world.clock.set(11);
  await world.tick();
  expect(world.meta.outbox.last(`+${JOHNS}`)?.view.body).toBe(
    'मंगल 24 नवंबर को Guitar में John Mathew उपस्थित रहे। – Sargam School of Music',
  );
});

test('a correction before the families were told takes the wrong notice back and keeps the right one', async () => {
  await rahul().says('all except John and Mary');
  await rahul().says('yes');
  world.clock.set(5);
  await rahul().says('guitar 5pm: John was present');
  await rahul().says('yes');
  const waiting = (await notices(db())).filter((n) => n.startsWith('absence_alert') && n.includes('queued'));
  expect(waiting).toEqual(['absence_alert 919000000012 queued Mary Joseph']);
});

test('a class recorded as cancelled takes back what families were to hear of it', async () => {
  await rahul().says('all except John');
  await rahul().says('yes');
  await rahul().says('guitar 5pm class cancelled');
  await rahul().says('yes');
  expect((await notices(db())).filter((n) => n.includes('queued'))).toEqual([]);
});

test('somebody who does not teach hears so honestly', async () => {
  const father = '919000000016';
  await world.chat(father).says('hello');
  const replyTo = world.chat(father).last()?.id ?? '';
  const tap = {
    type: 'button_reply' as const,
    id: 'menu:mark_attendance',
    title: 'Mark attendance',
    replyTo,
  };
  expect(await world.chat(father).says(tap)).toContain('Attendance can be marked by the school’s teachers');
});
