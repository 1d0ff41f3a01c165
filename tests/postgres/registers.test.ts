import { afterAll, beforeAll, expect, test } from 'vitest';
import { TODAY } from '../support/database.js';
import { server } from '../support/network.js';
import { all, heard, last, says, taps } from './support/acting.js';
import { deliver } from './support/deployment.js';
import { MARKED, RAHUL, SAYS } from './support/marking.js';
import { type Place, type Places, openPlaces } from './support/places.js';
import { effects, mail, unanswered } from './support/tables.js';
import { gate, inTurn, justBefore, toEach } from './support/together.js';
import { absent, leavesTheClass, marksOnTheWeb } from './support/web.js';

const OFFICE = '+919000000006';
const SAVED = /^Saved: /;
const MEANWHILE = /^Nothing was saved yet: somebody marked this class in the meantime\./;

let places: Places;

beforeAll(async () => {
  // Here the bot has a network of its own.
  server.close();
  places = await openPlaces(2);
});
afterAll(() => places.close());

test('a teacher and the office say Yes for one class in the same moment: one register, and the other is asked again', async () => {
  const outcomes = await places.each(rounds(6), async (place) => {
    const { school } = place;
    await bothHaveDrafts(place);
    gate(school, 'commit', 2);
    await all(school, [taps(RAHUL, 'Yes'), taps(OFFICE, 'Yes')]);
    const heard = { rahul: last(school, RAHUL), office: last(school, OFFICE) };
    return { heard, absent: await absent(school.database.db), ...(await effects(school.database.db, TODAY)) };
  });
  for (const { heard, ...tables } of outcomes) {
    const rahulWon = SAVED.test(heard.rahul);
    expect(tables).toMatchObject({ marks: MARKED.marks, held: ['conducted'] });
    expect(tables.audit).toEqual([rahulWon ? 'attendance_marked' : 'attendance_override']);
    expect(tables.absent).toEqual([rahulWon ? 'Sarah Thomas' : 'John Mathew']);
    expect(tables.notices.filter((n) => n.startsWith('absence_alert'))).toHaveLength(1);
    expect(rahulWon ? heard.office : heard.rahul).toMatch(MEANWHILE);
    expect(rahulWon ? heard.rahul : heard.office).toMatch(SAVED);
  }
});

test('the office corrects a register in the moment in which the teacher takes it back: one of the two is done', async () => {
  const outcomes = await places.each(rounds(4), async (place) => {
    const { school } = place;
    await bothHaveDrafts(place);
    await all(school, [taps(RAHUL, 'Yes')]);
    // What was shown to the office is out of date: it is asked again, and now says Yes to that.
    await all(school, [taps(OFFICE, 'Yes')]);
    gate(school, 'commit', 2);
    await all(school, [taps(RAHUL, 'Undo'), taps(OFFICE, 'Yes')]);
    const heard = { rahul: last(school, RAHUL), office: last(school, OFFICE) };
    return { heard, absent: await absent(school.database.db), ...(await effects(school.database.db, TODAY)) };
  });
  for (const { heard, ...tables } of outcomes) {
    const undone = heard.rahul.startsWith('Undone');
    expect(tables.marks).toBe(undone ? '0 of 0 present 0' : MARKED.marks);
    expect(tables.absent).toEqual(undone ? [] : ['John Mathew']);
    expect(tables.audit).toEqual(['attendance_marked', undone ? 'attendance_undone' : 'attendance_override']);
    expect(heard.rahul).toMatch(undone ? /^Undone/ : /changed by somebody after you saved it/);
    expect(heard.office).toMatch(undone ? MEANWHILE : SAVED);
  }
});

test('two taps of Yes and one in words, on two instances at once, save one register', async () => {
  const outcomes = await places.each(rounds(2), async (place) => {
    const { school, instance } = place;
    inTurn(school, [instance, await place.other()]);
    await all(school, [says(RAHUL, SAYS)]);
    await all(school, [taps(RAHUL, 'Yes'), taps(RAHUL, 'Yes'), says(RAHUL, 'yes')]);
    const kept = await mail(school.database.db);
    return {
      unanswered: unanswered(kept),
      effects: await effects(school.database.db, TODAY),
      heard: heard(school, RAHUL),
    };
  });
  for (const outcome of outcomes) {
    expect(outcome).toMatchObject({ unanswered: [], effects: MARKED });
    const [, ...replies] = outcome.heard;
    expect(replies.filter((body) => SAVED.test(body))).toHaveLength(1);
    // Who taps once more hears that nothing was done again.
    expect(replies.slice(1).filter((body) => !/saved already|nothing waiting/.test(body))).toEqual([]);
  }
});

test('two taps of Undo on two instances at once take the register back once', async () => {
  const [outcome] = await places.each(rounds(1), async (place) => {
    const { school, instance } = place;
    inTurn(school, [instance, await place.other()]);
    await all(school, [says(RAHUL, SAYS)]);
    await all(school, [taps(RAHUL, 'Yes')]);
    await all(school, [taps(RAHUL, 'Undo'), taps(RAHUL, 'Undo')]);
    return effects(school.database.db, TODAY);
  });
  expect(outcome).toMatchObject({
    marks: '0 of 0 present 0',
    audit: ['attendance_marked', 'attendance_undone'],
  });
});

test.each(['before the Yes', 'while the Yes is on its way'])(
  'what the web marks %s is not written over unasked',
  async (when) => {
    const [outcome] = await places.each(rounds(1), async ({ school, instance }) => {
      const { db } = school.database;
      school.route = (request) => deliver(instance, request);
      await all(school, [says(RAHUL, SAYS)]);
      if (when === 'before the Yes') await marksOnTheWeb(db, 'Sarah Thomas', 'present');
      else justBefore(school, 'commit', () => marksOnTheWeb(db, 'Sarah Thomas', 'present'));
      await all(school, [taps(RAHUL, 'Yes')]);
      const first = { heard: last(school, RAHUL), marks: (await effects(db, TODAY)).marks };
      await all(school, [taps(RAHUL, 'Yes')]);
      return { first, heard: last(school, RAHUL), effects: await effects(db, TODAY) };
    });
    expect(outcome?.first.heard).toMatch(MEANWHILE);
    expect(outcome?.first.heard).toContain('Sarah Thomas present → absent');
    expect(outcome?.first.marks).toBe('1 of 1 present 1');
    expect(outcome?.heard).toMatch(SAVED);
    expect(outcome?.effects).toEqual(MARKED);
  },
);

test('a pupil who leaves the class while the Yes is on its way is asked about, and nothing is saved', async () => {
  const [outcome] = await places.each(rounds(1), async ({ school, instance }) => {
    const { db } = school.database;
    school.route = (request) => deliver(instance, request);
    await all(school, [says(RAHUL, SAYS)]);
    justBefore(school, 'commit', () => leavesTheClass(db, 'Ahmed Siddiqui'));
    await all(school, [taps(RAHUL, 'Yes')]);
    return { heard: last(school, RAHUL), marks: (await effects(db, TODAY)).marks };
  });
  expect(outcome?.heard).toContain('the class changed in the meantime. Ahmed Siddiqui left.');
  expect(outcome?.marks).toBe('0 of 0 present 0');
});

test('what the web corrects while an Undo is on its way stays', async () => {
  const [outcome] = await places.each(rounds(1), async ({ school, instance }) => {
    const { db } = school.database;
    school.route = (request) => deliver(instance, request);
    await all(school, [says(RAHUL, SAYS)]);
    await all(school, [taps(RAHUL, 'Yes')]);
    justBefore(school, 'commit', () => marksOnTheWeb(db, 'Sarah Thomas', 'present'));
    await all(school, [taps(RAHUL, 'Undo')]);
    return { heard: last(school, RAHUL), absent: await absent(db), marks: (await effects(db, TODAY)).marks };
  });
  expect(outcome?.heard).toContain('was changed by somebody after you saved it, so I left it alone');
  expect(outcome).toMatchObject({ absent: [], marks: '11 of 11 present 11' });
});

/** Rahul and the office each have a list of the same class before their eyes, and an instance of their own. */
async function bothHaveDrafts(place: Place): Promise<void> {
  toEach(place.school, { [RAHUL]: place.instance, [OFFICE]: await place.other() });
  await all(place.school, [
    says(RAHUL, 'Guitar 5pm: all present except Sarah'),
    says(OFFICE, 'Guitar 5pm: all present except John'),
  ]);
}

function rounds(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}
