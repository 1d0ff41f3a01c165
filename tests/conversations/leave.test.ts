import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { people, studentAbsences, teacherLeaves, templates } from '../../db/schema/bot.js';
import { students } from '../../db/schema/school.js';
import { approveTemplates } from '../support/templates.js';
import { useWorld } from '../support/world.js';
import { IMRAN, OFFICE, PRIYA, RAHUL } from './attendance-tables.js';
import { VIVEK, leaves, paramsOf, told } from './leave-tables.js';

const world = useWorld();
beforeEach(() => approveTemplates(world));
const db = () => world.database.db;
const rahul = () => world.chat(RAHUL);

async function takesLeave(words = 'I am on leave thu to sat') {
  await rahul().says(words);
  return rahul().says('yes');
}

describe('Rahul takes leave', () => {
  test('sees the classes and pupils first, and nothing is noted before a Yes', async () => {
    const asked = await rahul().says('I am on leave thu to sat, family wedding');
    expect(asked).toBe(
      [
        '*Leave Thu 26 Nov – Sat 28 Nov* (wedding)',
        '3 classes do not take place; 15 pupils:',
        '• Thu 26 Nov: Guitar 5:00 pm (11), Guitar 6:15 pm (6)',
        '• Sat 28 Nov: Guitar 5:00 pm (11)',
        '',
        'On Yes I tell the office and 15 families.',
        '',
        'Shall I note it?',
        '[Yes]',
        '[Show names]',
        '[Cancel]',
      ].join('\n'),
    );
    expect(await rahul().taps('Show names')).toContain(
      '*Guitar 6:15 pm*: Aditya Rao, Aditya Reddy, Advik Raman',
    );
    expect(await leaves(db())).toEqual([]);
    expect(await told(db())).toEqual([]);

    expect(await rahul().says('yes')).toBe(
      'Noted: leave Thu 26 Nov – Sat 28 Nov. 3 classes do not take place. I am telling the office and 15 families.\n[I can come after all]',
    );
    expect(await leaves(db())).toEqual(['2026-11-26 2026-11-28 wedding']);
  });

  test('each family hears it once, in its language, whatever the number of classes; the office hears all', async () => {
    await db().update(people).set({ language: 'hi' }).where(eq(people.phoneNumber, VIVEK));
    await takesLeave('I am on leave thu to sat, family wedding');
    const cancelled = await told(db(), 'class_cancelled');
    expect(cancelled).toHaveLength(15);
    expect(new Set(cancelled).size).toBe(15);
    expect(await paramsOf(db(), 'class_cancelled', '919000000007')).toEqual({
      teacher: 'Rahul Deshpande',
      classes:
        'Guitar 5:00 pm, Thu 26 Nov (Aditya Rao); Guitar 6:15 pm, Thu 26 Nov (Aditya Rao); Guitar 5:00 pm, Sat 28 Nov (Aditya Rao)',
      day: '2026-11-26',
    });
    expect((await paramsOf(db(), 'class_cancelled', VIVEK)).classes).toContain('गुरु 26 नवंबर (Arjun Gupta)');
    expect(await paramsOf(db(), 'teacher_leave', OFFICE)).toMatchObject({
      days: 'Thu 26 Nov – Sat 28 Nov',
      reason: 'wedding',
      classes: '3',
      families: '15',
    });
  });

  test('says why, beside the plan, and that the fever is gone', async () => {
    await rahul().says('I am on leave thu to sat');
    expect(await rahul().says('family function')).toContain(
      '*Leave Thu 26 Nov – Sat 28 Nov* (family function)',
    );
    await rahul().says('yes');
    expect(await leaves(db())).toEqual(['2026-11-26 2026-11-28 family function']);
    expect(await rahul().says('I am feeling better, I will come')).toContain('*Take back the leave');
  });

  test('on a day that is over, which is not a day of next year', async () => {
    expect(await rahul().says('leave on 20th nov')).toContain('Those days are over.');
  });

  test('a mother who teaches: her son’s absence is not her own leave', async () => {
    await world.chat(PRIYA).says('I cant come tomorrow');
    const heard = await world.chat(PRIYA).says('my son cant come on thursday');
    expect(heard).toContain('Advik Raman');
    expect(heard).not.toContain('*Leave');
  });

  test('and is told who cannot be reached, and why', async () => {
    await db().update(people).set({ optedOutAt: new Date() }).where(eq(people.phoneNumber, VIVEK));
    await db().update(people).set({ optedInAt: null }).where(eq(people.phoneNumber, '919000000009'));
    await db().update(students).set({ phone: null, metadata: {} }).where(eq(students.name, 'Nithya Menon'));
    const asked = await rahul().says('on leave this saturday');
    expect(asked).toContain(
      'I cannot reach: Arjun Gupta (stopped our messages); Nithya Menon (no number on file); Sarah Thomas (not agreed to messages).',
    );
    expect(await rahul().says('yes')).toContain('Not told by me: Arjun Gupta (stopped our messages)');
    expect(await told(db(), 'class_cancelled')).toHaveLength(8);
  });

  test('of those who have not written for a day, where no template says it, none is promised', async () => {
    await db()
      .update(templates)
      .set({ status: 'paused' })
      .where(eq(templates.templateName, 'class_cancelled'));
    await world.chat(VIVEK).says('hello');
    const mute = { preferences: { mute: ['class_cancelled'] } };
    await db().update(people).set(mute).where(eq(people.phoneNumber, '919000000009'));
    const asked = await rahul().says('on leave this saturday');
    expect(asked).toContain('I tell the office and 1 family.');
    expect(asked).toMatch(/Aditya Rao, Aditya Reddy, .*Samaira Kapoor \(nothing written to us for a day\)/);
    expect(asked).toContain('Sarah Thomas (such messages not wanted)');
    await rahul().says('yes');
    await world.tick();
    expect(await told(db(), 'class_cancelled')).toEqual([`class_cancelled ${VIVEK} sent`]);
  });

  test.each([
    ['leave tomorrow', 'Leave Wed 25 Nov*'],
    ['I need leave next week', 'Leave Mon 30 Nov – Sun 6 Dec*'],
    ['kal se 3 din chutti', 'Leave Wed 25 Nov – Fri 27 Nov*'],
    ['repu selavu', 'Leave Wed 25 Nov*'],
  ])('in words like "%s"', async (words, heading) => {
    expect(await rahul().says(words)).toContain(heading);
  });

  test('by tapping alone, and changes the days in words', async () => {
    await rahul().says('menu');
    expect(await rahul().taps('Leave or absence')).toContain('On which days are you away?');
    expect(await rahul().taps('Tomorrow')).toContain('No class of yours falls on these days.');
    expect(await rahul().says('26th')).toContain('*Leave Thu 26 Nov*');
    expect(await rahul().says('saturday')).toContain('*Leave Sat 28 Nov*');
    expect(await rahul().taps('Cancel')).toBe('All right, nothing was noted.');
    expect(await leaves(db())).toEqual([]);
  });

  test('but not for a part of a day', async () => {
    const refused = await rahul().says('leave on thursday morning');
    expect(refused).toContain('I can only note leave for whole days.');
    expect(await rahul().taps('All of Thu 26 Nov')).toContain('*Leave Thu 26 Nov*');
  });

  test('of “3 days”, which are no pupils', async () => {
    expect(await rahul().says('3 din absent rahunga kal se')).toContain('*Leave Wed 25 Nov – Fri 27 Nov*');
    await rahul().says('cancel');
    expect(await rahul().says('some were absent today')).toContain('who came?');
  });

  test('in Telugu', async () => {
    expect(await rahul().says('గురువారం నుంచి శనివారం సెలవు కావాలి')).toContain('*సెలవు గురు 26 నవంబర్ – శని 28 నవంబర్*');
    expect(await rahul().says('అవును')).toContain('నమోదైంది: సెలవు');
    expect(await leaves(db())).toEqual(['2026-11-26 2026-11-28']);
  });

  test('an old Yes and a second Yes do nothing twice', async () => {
    await rahul().says('leave on thursday');
    const shown = rahul().last()?.id;
    await rahul().taps('Yes');
    expect(await rahul().taps('Yes', shown)).toContain(
      'You are already on leave: Thu 26 Nov. Nothing was noted twice.',
    );
    expect(await leaves(db())).toEqual(['2026-11-26 2026-11-26']);
    expect(await told(db(), 'teacher_leave')).toHaveLength(1);
  });

  test('an overlapping leave is shown, and only the other days are added', async () => {
    await takesLeave('leave on thursday');
    const asked = await rahul().says('leave thu to sat');
    expect(asked).toContain('Already noted: Thu 26 Nov. That stays; only the other days are added.');
    expect(asked).toContain('1 class does not take place; 11 pupils:');
    await rahul().says('yes');
    expect(await leaves(db())).toEqual(['2026-11-26 2026-11-26', '2026-11-27 2026-11-28']);
  });

  test('a class that changes before the Yes is shown again before anything is noted', async () => {
    await rahul().says('leave on thursday');
    await db().update(students).set({ isActive: false }).where(eq(students.name, 'Sarah Thomas'));
    const again = await rahul().says('yes');
    expect(again).toContain('Nothing was noted yet: something changed in the meantime.');
    expect(again).toContain('Guitar 5:00 pm (10)');
    expect(await leaves(db())).toEqual([]);
  });
});

describe('a leave', () => {
  test('is seen in the schedule', async () => {
    await takesLeave('leave on thursday');
    expect(await rahul().says('my classes on thursday')).toMatch(/leave|away/i);
  });

  test('of tomorrow is told at night, one of next week in the morning', async () => {
    world.clock.set('2026-11-25T22:30:00+05:30');
    await world.chat(VIVEK).says('hello');
    world.meta.outbox.clear();
    await takesLeave('leave on thursday');
    await world.tick();
    expect(world.chat(VIVEK).hears()).toContain('Rahul Deshpande is away, so this does not take place');
    world.meta.outbox.clear();
    await takesLeave('leave on saturday');
    await world.tick();
    expect(world.chat(VIVEK).heard()).toEqual([]);
  });

  test('is taken back: who has heard of it is told again, who has not is left in peace', async () => {
    await world.chat('919000000009').says('stop');
    await takesLeave();
    await world.tick();
    await world.chat('919000000009').says('start');
    expect(world.chat(VIVEK).hears()).toContain('does not take place');
    const asked = await rahul().taps('I can come after all');
    expect(asked).toContain('*Take back the leave Thu 26 Nov – Sat 28 Nov?* 3 classes take place again:');
    expect(asked).toContain('On Yes I tell 14 families that heard of it.');
    expect(await rahul().says('yes')).toContain('I am telling the office and 14 families.');
    expect(await leaves(db())).toEqual(['2026-11-26 2026-11-28 withdrawn']);
    await world.tick();
    const again = await told(db(), 'class_on_again');
    expect(again).toHaveLength(14);
    expect(again).toContain(`class_on_again ${VIVEK} sent`);
    expect(again.join()).not.toContain('919000000009');
    expect(world.chat(VIVEK).hears()).toContain(
      'Rahul Deshpande can come after all, so this takes place as usual',
    );
  });

  test('taken back before anybody was told starts nothing', async () => {
    world.clock.set('2026-11-24T21:30:00+05:30');
    await takesLeave();
    await rahul().says('cancel my leave');
    expect(await rahul().says('yes')).toContain('Nobody had to be told.');
    expect(await told(db(), 'class_on_again')).toEqual([]);
    const all = await told(db());
    expect(all).toHaveLength(16);
    expect(all.every((n) => n.endsWith('skipped'))).toBe(true);
    expect(await rahul().says('cancel my leave')).toBe(
      'I have no leave of yours on record for the coming days.',
    );
  });

  test('that has begun ends with what is left of it', async () => {
    await takesLeave();
    world.clock.set('2026-11-27T10:00:00+05:30');
    expect(await rahul().says('cancel my leave')).toContain('*Take back the leave Fri 27 Nov – Sat 28 Nov?*');
    await rahul().says('yes');
    expect(await leaves(db())).toEqual(['2026-11-26 2026-11-26']);
  });

  test("is nobody else's to take back, by whatever button", async () => {
    await takesLeave();
    const shown = rahul().last();
    const [leave] = await db().select().from(teacherLeaves);
    expect(shown?.view.options[0]?.id).toBe(`leave:back:${leave?.id}`);
    const imran = world.chat(IMRAN);
    await imran.says('leave tomorrow');
    await imran.says('yes');
    expect(await leaves(db())).toHaveLength(2);
    await imran.says('cancel my leave');
    await imran.says('yes');
    expect(await leaves(db())).toContain('2026-11-26 2026-11-28');
  });
});

describe('whose leave', () => {
  test('Priya, a teacher and a mother, is asked when it is not clear', async () => {
    const priya = world.chat(PRIYA);
    expect(await priya.says("can't come tomorrow")).toBe(
      'Whose leave do you mean?\n[My own classes]\n[Advik Raman]',
    );
    expect(await priya.taps('My own classes')).toContain('*Leave Wed 25 Nov*');
    await priya.says('cancel');
    expect(await priya.says('I am on leave tomorrow')).toContain('*Leave Wed 25 Nov*');
    await priya.says('cancel');
    expect(await priya.says('advik cant come saturday')).toContain('*Advik Raman cannot come*');
    await priya.says('cancel');
    await priya.says("can't come on saturday");
    expect(await priya.says('Advik')).toContain('*Advik Raman cannot come*');
    await priya.says('yes');
    const rows = await db().select().from(studentAbsences);
    expect(rows).toHaveLength(1);
    expect(await leaves(db())).toEqual([]);
  });

  test('a stranger is told kindly that there is nothing to note', async () => {
    expect(await world.chat('919000000150').says('I am on leave tomorrow')).toContain(
      'I do not know this number',
    );
    expect(await leaves(db())).toEqual([]);
  });

  test('a class that is marked already is none to cancel', async () => {
    await rahul().says('all came');
    await rahul().says('yes');
    expect(await rahul().says('I am on leave today')).toContain('• Tue 24 Nov: Guitar 6:15 pm (6)');
  });
});
