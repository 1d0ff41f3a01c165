import { afterAll, beforeAll, expect, test } from 'vitest';
import { server } from '../support/network.js';
import { type Death, type Outcome, type Say, converse } from './support/dying.js';
import { type Place, type Places, openPlaces } from './support/places.js';
import type { Effects } from './support/tables.js';

const RAHUL = '+919000000002';
const MARKING: readonly Say[] = [
  (school) => school.meta.userSends(RAHUL, 'Guitar: all present except Sarah'),
  (school) => school.meta.userTaps(RAHUL, 'Yes'),
];
const TAKING_BACK: readonly Say[] = [...MARKING, (school) => school.meta.userTaps(RAHUL, 'Undo')];

let places: Places;

beforeAll(async () => {
  // Here the bot has a network of its own.
  server.close();
  // Meta tries again soon, so that nobody has to wait.
  places = await openPlaces(3, { simulator: { retryDelaysMs: Array<number>(60).fill(100) } });
});
afterAll(() => places.close());

test('wherever the bot dies while a teacher marks attendance, the register is saved once and every message is answered', async () => {
  const outcomes = await everywhere(MARKING, [0, 1]);
  expect(outcomes.length).toBeGreaterThanOrEqual(40);
  const right: Effects = {
    marks: '11 of 11 present 10',
    held: ['conducted'],
    drafts: ['confirmed'],
    audit: ['attendance_marked'],
    notices: ['absence_alert queued', 'classes_low_alert queued', 'classes_low_alert queued'],
  };
  expect(outcomes.flatMap((o) => faultsOf(o, right))).toEqual([]);
}, 180_000);

test('wherever the bot dies while the register is taken back, it is taken back once', async () => {
  const outcomes = await everywhere(TAKING_BACK, [2]);
  expect(outcomes.length).toBeGreaterThanOrEqual(20);
  const right: Effects = {
    marks: '0 of 0 present 0',
    held: [],
    drafts: ['undone'],
    audit: ['attendance_marked', 'attendance_undone'],
    notices: ['absence_alert skipped', 'classes_low_alert skipped', 'classes_low_alert skipped'],
  };
  expect(outcomes.flatMap((o) => faultsOf(o, right))).toEqual([]);
});

/** What is not as it should be. */
function faultsOf(o: Outcome, right: Effects): unknown[] {
  const replies = o.mail.filter((m) => m.kind === 'reply').length;
  const asked = o.mail.filter((m) => m.direction === 'inbound').length;
  const faults = {
    'did not die there': !o.died,
    'something is left open': !o.quiet,
    'messages without their answer': o.unanswered.length > 0,
    'another number of replies than messages': replies !== asked,
    'given up': o.mail.some((m) => m.status === 'dead' || m.status === 'failed'),
    'the tables say something else': !same(o.effects, right) && o.effects,
    // Twice on the telephone: only what Meta had taken and nobody had noted.
    'doubled elsewhere': !same(o.doubled, o.unrecorded),
    // Counted as sent again: whatever was saved and not noted, since nobody can know whether Meta had it.
    'wrongly counted': !same(o.counted, o.unsure),
  };
  const found = Object.entries(faults).filter(([, is]) => is);
  return found.length > 0 ? [{ death: o.death, ...Object.fromEntries(found) }] : [];
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Lets the bot die at every call of these turns, before and after; one call more or less depends on its speed. */
async function everywhere(story: readonly Say[], turns: readonly number[]): Promise<Outcome[]> {
  const whole = await places.each(turns, (place, turn) =>
    live(place, story, { turn, at: null, when: 'before' }),
  );
  const deaths = whole.flatMap(({ calls, death: { turn } }) =>
    calls
      .filter(({ what }) => what !== 'typing')
      .map(({ party, what, nth }) => ({ party, what, nth }))
      .flatMap((at): Death[] => [
        { turn, at, when: 'before' },
        { turn, at, when: 'after' },
      ]),
  );
  return [...whole, ...(await places.each(deaths, (place, death) => live(place, story, death)))];
}

let lives = 0;

async function live(place: Place, story: readonly Say[], death: Death): Promise<Outcome> {
  const mortal = await place.school.start(`mortal-${++lives}`);
  return converse(place.school, { story, steady: place.instance, mortal, death });
}
