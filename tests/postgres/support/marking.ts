import { TODAY } from '../../support/database.js';
import { type Deployment, deliver } from './deployment.js';
import type { Network, Rule } from './network.js';
import { minutesUntilAnswered, untilStill } from './patience.js';
import type { Instance } from './program.js';
import { type Effects, effects, mail, unanswered } from './tables.js';

export const RAHUL = '+919000000002';
export const SAYS = 'Guitar: all present except Sarah';

/** What the tables say once that class is marked. */
export const MARKED: Effects = {
  marks: '11 of 11 present 10',
  held: ['conducted'],
  drafts: ['confirmed'],
  audit: ['attendance_marked'],
  notices: ['absence_alert queued', 'classes_low_alert queued', 'classes_low_alert queued'],
};

/** Something that goes wrong outside the bot: it begins before a person writes and ends when nothing moves any more. */
export interface Trouble {
  begin(network: Network): Promise<void> | void;
  end(network: Network): Promise<void> | void;
}

/** A trouble of calls that are answered otherwise than they should be. */
export function lies(rule: Rule): Trouble {
  return {
    begin: (network) => {
      network.rule = rule;
    },
    end: (network) => {
      network.rule = (_call, pass) => pass();
    },
  };
}

/** What came of a class that was marked in times of trouble. */
export interface Marked {
  unanswered: number;
  effects: Effects;
  /** How often the person saw each reply that they saw more than once, and how often the bot knows to have sent it again. */
  doubled: { seen: number; known: number }[];
  /** Replies that the bot counts as perhaps doubled. */
  counted: number;
  /** Whether the person was told that something went wrong. */
  sorry: number;
  minutes: (number | null)[];
  heard: string[];
}

/** Rahul marks his class, and the trouble is there in each of his two turns. */
export async function markIn(school: Deployment, instance: Instance, trouble: Trouble): Promise<Marked> {
  const { network, meta, database } = school;
  school.route = (request) => deliver(instance, request);
  const minutes: (number | null)[] = [];
  const turn = async (say: () => Promise<unknown>) => {
    await trouble.begin(network);
    await say();
    await untilStill(school, minutes.length + 1);
    await trouble.end(network);
    minutes.push(await minutesUntilAnswered(school, { instance, written: minutes.length + 1 }));
  };
  await turn(() => meta.userSends(RAHUL, SAYS));
  await turn(() => meta.userTaps(RAHUL, 'Yes'));
  const all = await mail(database.db);
  const known = (id: string) => all.find((m) => m.id === id)?.sentAgain ?? 0;
  const heard = meta.outbox.of(RAHUL).map((m) => m.view.body);
  return {
    unanswered: unanswered(all).length,
    effects: await effects(database.db, TODAY),
    doubled: [...timesSeen(school)]
      .filter(([, seen]) => seen > 1)
      .map(([id, seen]) => ({ seen, known: known(id) })),
    counted: all.filter((m) => m.sentAgain > 0).length,
    sorry: heard.filter((body) => /sorry/i.test(body)).length,
    minutes,
    heard,
  };
}

/** How often each reply is on the person's telephone. */
function timesSeen({ meta }: Deployment): Map<string, number> {
  const times = new Map<string, number>();
  for (const { json } of meta.outbox.of(RAHUL)) {
    const id = String(json.biz_opaque_callback_data);
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  return times;
}
