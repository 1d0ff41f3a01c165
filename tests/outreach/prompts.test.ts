import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { attendanceDrafts, people, settings } from '../../db/schema/bot.js';
import * as school from '../../db/schema/school.js';
import { batchId } from '../conversations/attendance-tables.js';
import { cancels, marks, takesLeave, teacherId } from '../conversations/schedule-tables.js';
import { approveTemplates } from '../support/templates.js';
import { useWorld } from '../support/world.js';
import { allWroteJustNow, at, job, notices } from './reminders-world.js';

const world = useWorld({ reminders: ['REMINDER_ATTENDANCE'], simulator: { windowsOpen: true } });
const PRIYA = '919000000001';
const RAHUL = '919000000002';
const OFFICE = '919000000006';
/** Rahul's guitar class on Tuesdays, Thursdays and Saturdays. */
const GUITAR = 'TUE 17:00-18:00, THU 17:00-18:00, SAT 17:00-18:00';

const prompts = async (who: string) =>
  (await notices(world, who)).filter((n) => n.kind === 'attendance_prompt');
const rahul = () => world.chat(`+${RAHUL}`);
const drafts = () => world.app.db.select().from(attendanceDrafts);

describe('when a class ends', () => {
  test('its teacher is asked who came, once however often the tick comes, and nobody else is', async () => {
    at(world, '11-24T17:59');
    await allWroteJustNow(world);
    await world.tick();
    expect(await prompts(RAHUL)).toEqual([]);
    at(world, '11-24T18:00');
    await Promise.all([world.tick(), world.tick(), job(world, 'prompts')]);
    await world.tick();
    expect(await prompts(RAHUL)).toMatchObject([{ status: 'sent' }]);
    expect(rahul().hears()).toBe(
      'Your class has ended: Guitar, Tue 24 Nov, 5:00 pm. Who came? Tap one, or write the names. – Sargam School of Music\n[All present]\n[Some absent]\n[Not held]',
    );
    // Priya's keyboard class ended at the same minute; nobody else was asked.
    expect((await notices(world)).map((n) => [n.kind, n.phone]).sort()).toEqual([
      ['attendance_prompt', PRIYA],
      ['attendance_prompt', RAHUL],
    ]);
  });

  test('without a teacher nobody is asked, and the office has it on its list', async () => {
    await world.app.db
      .update(school.batches)
      .set({ teacherId: null })
      .where(eq(school.batches.id, await batchId(world.app.db, GUITAR)));
    at(world, '11-24T18:00');
    await allWroteJustNow(world);
    await world.tick();
    expect((await notices(world)).map((n) => [n.kind, n.phone])).toEqual([['attendance_prompt', PRIYA]]);
    at(world, '11-24T20:30');
    await world.tick();
    const [list] = (await notices(world, OFFICE)).filter((n) => n.kind === 'unmarked_classes');
    expect(list?.params.classes).toMatch(/Guitar 5:00 pm(;|$)/);
  });

  test('"All present" leads to the list with everybody on it, and a Yes saves it', async () => {
    at(world, '11-24T18:00');
    await allWroteJustNow(world);
    await world.tick();
    expect(await rahul().taps('All present')).toMatch(/Guitar 5:00 pm, Tue 24 Nov\* — 11 present, 0 absent/);
    expect(await drafts()).toMatchObject([{ attendanceDate: '2026-11-24', status: 'draft' }]);
    expect(await rahul().taps('Yes')).toMatch(/^Saved: Guitar 5:00 pm, Tue 24 Nov: 11 present/);
    at(world, '11-24T18:40');
    await world.tick();
    expect(await prompts(RAHUL)).toHaveLength(1);
  });

  test('"Not held" asks before it is kept; "Some absent" asks for the names', async () => {
    at(world, '11-24T18:00');
    await allWroteJustNow(world);
    await world.tick();
    const prompt = rahul().last()?.id;
    expect(await rahul().taps('Not held')).toMatch(/did not take place\. Nobody is charged/);
    expect(await drafts()).toMatchObject([{ status: 'draft', parsedData: { kind: 'cancelled' } }]);
    expect(await rahul().taps('Some absent', prompt)).toMatch(/who came\?/);
    expect(await rahul().says('all except Sarah')).toMatch(/10 present, 1 absent/);
  });

  test.each(['yes', 'haan', 'avunu', 'ok done'])(
    '"%s" to it may mean that all came: it is asked',
    async (word) => {
      at(world, '11-24T18:00');
      await allWroteJustNow(world);
      await world.tick();
      expect(await rahul().says(word)).toMatch(
        /^If everyone came, tap All present\. If not, write who was absent\.\n\n\*Guitar 5:00 pm/,
      );
      expect(await rahul().says('everyone')).toMatch(/11 present, 0 absent/);
      expect(await rahul().says('ok done')).toMatch(/^Saved: Guitar 5:00 pm/);
    },
  );

  test('its number answers it, and words without a class are about its class', async () => {
    at(world, '11-24T18:00');
    await allWroteJustNow(world);
    await world.tick();
    expect(await rahul().says('1')).toMatch(/11 present, 0 absent/);
    await rahul().says('cancel');
    // The late class is on by now.
    at(world, '11-24T18:20');
    expect(await rahul().says('all present')).toMatch(/\*Guitar 5:00 pm, Tue 24 Nov\* — 11 present/);
  });

  test('a tap on it next to another class still means the class of the question', async () => {
    at(world, '11-24T18:00');
    await allWroteJustNow(world);
    await world.tick();
    const prompt = rahul().last()?.id;
    await rahul().says('guitar 6:15 class: all present');
    expect(await rahul().taps('All present', prompt)).toMatch(/Guitar 5:00 pm, Tue 24 Nov/);
  });

  test('who does not answer is asked once more after half an hour, and never a third time', async () => {
    at(world, '11-24T18:00');
    await allWroteJustNow(world);
    await world.tick();
    for (const time of ['18:20', '18:29', '18:30', '18:31', '19:00', '19:30']) {
      at(world, `11-24T${time}`);
      await Promise.all([world.tick(), world.tick()]);
    }
    const [, nudge, ...more] = (await prompts(RAHUL)).filter((p) => p.params.time === '5:00 pm');
    expect(nudge?.content).toMatch(/^The attendance is still open: Guitar, Tue 24 Nov, 5:00 pm/);
    expect(more).toEqual([]);
  });

  test('who is making the list just then is left in peace, and asked if it is then left lying', async () => {
    at(world, '11-24T17:55');
    await rahul().says('all except Sarah');
    at(world, '11-24T18:01');
    await world.tick();
    expect(await prompts(RAHUL)).toEqual([]);
    at(world, '11-24T18:20');
    await world.tick();
    expect(await prompts(RAHUL)).toHaveLength(1);
  });

  test.each<[string, () => Promise<unknown>]>([
    [
      'is marked already, on the web',
      () =>
        marks(world.app.db, {
          name: 'Sarah Thomas',
          recurrence: GUITAR,
          date: '2026-11-24',
          status: 'present',
        }),
    ],
    ['was cancelled', () => cancels(world.app.db, GUITAR, '2026-11-24')],
    [
      'is on a holiday',
      () =>
        world.app.db.insert(school.holidays).values({ date: '2026-11-24', scope: 'school', reason: 'Rain' }),
    ],
    [
      'has a teacher on leave',
      () => takesLeave(world.app.db, 'Rahul Deshpande', { from: '2026-11-23', to: '2026-11-25' }),
    ],
    [
      'has no pupils',
      async () =>
        world.app.db
          .delete(school.enrollmentBatches)
          .where(eq(school.enrollmentBatches.batchId, await batchId(world.app.db, GUITAR))),
    ],
    [
      'has a teacher who has left',
      async () =>
        world.app.db
          .update(school.teachers)
          .set({ isActive: false })
          .where(eq(school.teachers.id, await teacherId(world.app.db, 'Rahul Deshpande'))),
    ],
    [
      'has a teacher with no number',
      async () =>
        world.app.db
          .update(school.teachers)
          .set({ phone: '0000000000' })
          .where(eq(school.teachers.id, await teacherId(world.app.db, 'Rahul Deshpande'))),
    ],
    [
      'has a teacher who shares a number with another',
      async () =>
        world.app.db
          .update(school.teachers)
          .set({ phone: '+919000000002' })
          .where(eq(school.teachers.id, await teacherId(world.app.db, 'Imran Khan'))),
    ],
    [
      'nobody is to be asked about, since the office has switched that off',
      () => world.app.db.insert(settings).values({ key: 'REMINDER_ATTENDANCE', value: false }),
    ],
  ])('nobody is asked about a class that %s', async (_why, comes) => {
    await comes();
    at(world, '11-24T18:00');
    await allWroteJustNow(world);
    await world.tick();
    expect(await prompts(RAHUL)).toEqual([]);
  });

  test('a teacher who never agreed to be written to is not, and that is kept with the reason', async () => {
    await world.app.db.update(people).set({ optedInAt: null }).where(eq(people.phoneNumber, RAHUL));
    at(world, '11-24T18:00');
    await world.tick();
    expect(await prompts(RAHUL)).toMatchObject([{ status: 'skipped', reason: 'no_consent' }]);
    expect(rahul().heard()).toEqual([]);
  });

  test('at night it is asked within the hour after class', async () => {
    await world.app.db
      .update(school.batches)
      .set({ recurrence: 'TUE 21:00-22:00' })
      .where(eq(school.batches.id, await batchId(world.app.db, GUITAR)));
    at(world, '11-24T22:10');
    await allWroteJustNow(world);
    await world.tick();
    expect(await prompts(RAHUL)).toMatchObject([{ status: 'sent' }]);
    // The reminder half an hour later is still within the hour.
    at(world, '11-24T22:45');
    await world.tick();
    expect((await prompts(RAHUL)).map((p) => p.status)).toEqual(['sent', 'sent']);
  });

  test('at night, when nothing ran for an hour after class, it is the office’s next day', async () => {
    await world.app.db
      .update(school.batches)
      .set({ recurrence: 'TUE 21:00-22:00' })
      .where(eq(school.batches.id, await batchId(world.app.db, GUITAR)));
    at(world, '11-24T23:05');
    await world.tick();
    at(world, '11-25T08:30');
    await world.tick();
    expect(await prompts(RAHUL)).toEqual([]);
    at(world, '11-25T20:31');
    await world.tick();
    const lists = (await notices(world, OFFICE)).map((n) => n.params.classes ?? '');
    expect(lists.map((l) => l.includes('Guitar 9:00 pm, Tue 24 Nov'))).toEqual([false, true]);
  });

  test('a class that ends just before midnight is asked about as that day’s, by the school’s clock', async () => {
    await world.app.db
      .update(school.batches)
      .set({ recurrence: 'TUE 22:30-23:50' })
      .where(eq(school.batches.id, await batchId(world.app.db, GUITAR)));
    at(world, '11-25T00:05');
    await allWroteJustNow(world);
    await world.tick();
    expect(await prompts(RAHUL)).toMatchObject([{ status: 'sent', params: { date: 'Tue 24 Nov' } }]);
    expect(await rahul().taps('All present')).toMatch(/Tue 24 Nov/);
  });

  test('who has not written for days is asked by the approved template, and its buttons lead to the same list', async () => {
    await approveTemplates(world, ['attendance_prompt']);
    at(world, '11-24T18:00');
    await world.tick();
    expect(await prompts(RAHUL)).toMatchObject([{ status: 'sent' }]);
    expect(rahul().last()?.view).toMatchObject({
      body: 'Your class at Sargam School of Music has ended: Guitar, Tue 24 Nov, 5:00 pm. Who came? Please tap one, or reply with the names.',
    });
    const prompt = rahul().last()?.id;
    expect(await rahul().taps('All present')).toMatch(/Guitar 5:00 pm, Tue 24 Nov\* — 11 present/);
    expect(await rahul().taps('Some absent', prompt)).toMatch(/who came\?/);
    expect(await rahul().taps('Not held', prompt)).toMatch(/did not take place/);
    expect(await rahul().taps('Yes')).toMatch(/^Saved: Guitar 5:00 pm, Tue 24 Nov did not take place/);
  });

  test('in Telugu to who chose it', async () => {
    await world.app.db.update(people).set({ language: 'te' }).where(eq(people.phoneNumber, RAHUL));
    at(world, '11-24T18:00');
    await allWroteJustNow(world);
    await world.tick();
    expect(rahul().hears()).toContain('మంగళ 24 నవంబర్, సాయంత్రం 5:00');
    expect(await rahul().taps(1)).toContain('11 హాజరు');
  });
});

describe('in the evening', () => {
  const lists = async () => (await notices(world, OFFICE)).filter((n) => n.kind === 'unmarked_classes');

  test('the office hears which classes nobody has marked, once', async () => {
    await marks(world.app.db, {
      name: 'Zoya Fatima',
      recurrence: 'TUE 17:00-18:00, WED 18:00-19:00, FRI 17:00-18:00, SUN 10:00-11:00',
      date: '2026-11-24',
      status: 'present',
    });
    at(world, '11-24T20:29');
    await allWroteJustNow(world);
    await world.tick();
    expect(await lists()).toEqual([]);
    at(world, '11-24T20:30');
    await Promise.all([world.tick(), world.tick(), job(world, 'prompts')]);
    expect(await lists()).toMatchObject([
      {
        status: 'sent',
        content:
          'Not marked on Tue 24 Nov (2): Guitar 5:00 pm (Rahul Deshpande); Guitar 6:15 pm (Rahul Deshpande). – Sargam School of Music',
      },
    ]);
  });

  test('what ends after the list stands in the next day’s, with its day', async () => {
    await world.app.db
      .update(school.batches)
      .set({ recurrence: 'TUE 20:00-21:00' })
      .where(eq(school.batches.id, await batchId(world.app.db, GUITAR)));
    at(world, '11-24T20:35');
    await allWroteJustNow(world);
    await world.tick();
    at(world, '11-25T20:35');
    await allWroteJustNow(world);
    await world.tick();
    const [, second] = await lists();
    expect(second?.content).toContain('Guitar 8:00 pm, Tue 24 Nov (Rahul Deshpande)');
    expect(second?.content).not.toContain('6:15');
  });

  test('a day on which everything is marked is worth no message', async () => {
    await world.app.db.insert(school.holidays).values({ date: '2026-11-24', scope: 'school' });
    at(world, '11-24T20:35');
    await world.tick();
    expect(await lists()).toEqual([]);
  });

  test('switched off by one admin for themselves, it still comes to the others', async () => {
    await world.app.db
      .update(people)
      .set({ preferences: { mute: ['unmarked_classes'] } })
      .where(and(eq(people.phoneNumber, OFFICE)));
    at(world, '11-24T20:35');
    await allWroteJustNow(world);
    await world.tick();
    expect(await lists()).toMatchObject([{ status: 'skipped', reason: 'muted' }]);
  });
});
