import { afterAll, beforeAll, expect, test } from 'vitest';
import { server } from '../support/network.js';
import { type Deployment, deliver } from './support/deployment.js';
import { MARKED, type Marked, RAHUL, SAYS, type Trouble, markIn } from './support/marking.js';
import type { Call } from './support/network.js';
import { minutesUntilAnswered } from './support/patience.js';
import { type Places, openPlaces } from './support/places.js';
import { mail, unanswered } from './support/tables.js';

let places: Places;

beforeAll(async () => {
  // Here the bot has a network of its own.
  server.close();
  places = await openPlaces(3, { simulator: { retryDelaysMs: Array<number>(100).fill(200) } });
});
afterAll(() => places.close());

test('while the database is away no webhook is accepted, and what Meta sends again is answered once', async () => {
  const [outcome] = await places.each([RAHUL], async ({ school, instance }, who) => {
    const statuses: number[] = [];
    school.route = async (request) => {
      const answer = await deliver(instance, request);
      if (statuses.push(answer.status) === 3) await school.network.accept('database');
      return answer;
    };
    await school.network.refuse('database');
    await school.meta.userSends(who, SAYS);
    await minutesUntilAnswered(school, { instance, written: 1 });
    const all = await mail(school.database.db);
    return { statuses, rows: all.length, unanswered: unanswered(all) };
  });
  expect(outcome).toEqual({ statuses: [500, 500, 500, 200], rows: 2, unanswered: [] });
});

const BREAKS = ['store', 'lease', 'read', 'commit', 'finish'].flatMap((what) => [
  { what, when: 'before' as const, times: 1 },
  { what, when: 'after' as const, times: 1 },
]);

test('wherever the line to the database breaks at a Yes, the register is saved once and its answer comes', async () => {
  const outcomes = await places.each(BREAKS, async ({ school, instance }, breaks) => {
    return { breaks, marked: await markIn(school, instance, breaksAtYes(breaks)) };
  });
  expect(outcomes.filter(({ marked }) => !isRight(marked))).toEqual([]);
});

test('a person whose register was saved is not told that something went wrong', async () => {
  const saved = { what: 'commit', when: 'after' as const, times: 1 };
  const [marked] = await places.each([saved], ({ school, instance }, breaks) =>
    markIn(school, instance, breaksAtYes(breaks)),
  );
  expect(marked).toMatchObject({ effects: MARKED, unanswered: 0, sorry: 0 });
});

test('a database that is away in the middle of a turn costs nobody an answer', async () => {
  const [marked] = await places.each([0], ({ school, instance }) =>
    markIn(school, instance, awayAfterLease(school)),
  );
  expect(marked && isRight(marked)).toBe(true);
});

interface Break {
  what: string;
  when: 'before' | 'after';
  times: number;
}

/** In the second turn, the line breaks at this request before or after it was done. */
function breaksAtYes({ what, when, times }: Break): Trouble {
  let [turn, n] = [0, 0];
  return {
    begin: (network) => {
      turn++;
      network.rule = async (call, pass) => {
        if (turn !== 2 || call.party !== 'database' || call.what !== what || n++ >= times) return pass();
        if (when === 'after') await pass();
        return Response.error();
      };
    },
    end: (network) => {
      network.rule = (_call, pass) => pass();
    },
  };
}

/** Once a mailbox is taken, nothing more is heard from the database until the trouble ends. */
function awayAfterLease({ network }: Deployment): Trouble {
  let held = false;
  const isLease = (call: Call) => call.what === 'lease';
  return {
    begin: () => {
      held = false;
      network.rule = async (call, pass) => {
        if (call.party !== 'database') return pass();
        if (held) return Response.error();
        held = isLease(call);
        return pass();
      };
    },
    end: () => {
      network.rule = (_call, pass) => pass();
    },
  };
}

function isRight(m: Marked): boolean {
  const known = m.doubled.every(({ seen, known }) => known === seen - 1);
  return JSON.stringify(m.effects) === JSON.stringify(MARKED) && known && m.unanswered === 0;
}
