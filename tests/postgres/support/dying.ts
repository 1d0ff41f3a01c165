import { TODAY } from '../../support/database.js';
import { type Deployment, deliver } from './deployment.js';
import type { Call } from './network.js';
import { isQuiet, until } from './patience.js';
import type { Instance } from './program.js';
import { type Effects, type Mail, effects, mail, minutePasses, unanswered } from './tables.js';

/** Where a process dies: at one of its calls, before that is passed on or before its answer comes back. */
export interface Death {
  /** In which turn of the conversation, from 0. */
  turn: number;
  at: Pick<Call, 'party' | 'what' | 'nth'> | null;
  when: 'before' | 'after';
}

/** What somebody does on their telephone. */
export type Say = (school: Deployment) => Promise<unknown>;

export interface Conversation {
  story: readonly Say[];
  /** Has every turn but one, and a minute later what is left of that one. */
  steady: Instance;
  /** Has that one, and dies. */
  mortal: Instance;
  death: Death;
}

/** What became of a conversation. */
export interface Outcome {
  death: Death;
  died: boolean;
  /** What the mortal process did. */
  calls: Call[];
  quiet: boolean;
  mail: Mail[];
  unanswered: Mail[];
  effects: Effects;
  /** Ids of replies that Meta took more than once, and of those that the bot counted as sent again. */
  doubled: string[];
  counted: string[];
  /** Ids of replies that were saved when the process died before it noted their sending, and which of them Meta had. */
  unsure: string[];
  unrecorded: string[];
}

/** A conversation in which a process dies; a minute later Meta and the scheduler call again. */
export async function converse(school: Deployment, told: Conversation): Promise<Outcome> {
  const { story, steady, mortal, death } = told;
  const passed = mortally(school, told);
  let quiet = true;
  for (const [turn, say] of story.entries()) {
    school.route = (request) => deliver(turn === death.turn ? mortal : steady, request);
    await say(school);
    if (turn === death.turn) {
      await until(() => (death.at ? mortal.isGone() : isQuiet(school, turn + 1)));
      mortal.kill();
      await mortal.gone;
      await outlive(school, steady);
    }
    quiet = (await until(() => isQuiet(school, turn + 1))) && quiet;
  }
  const all = await mail(school.database.db);
  const calls = school.network.calls.filter((call) => call.by === mortal.name);
  return {
    death,
    died: death.at === null || calls.some((call) => isAt(call, death)),
    calls,
    quiet,
    mail: all,
    unanswered: unanswered(all),
    effects: await effects(school.database.db, TODAY),
    ...doubles(all, passed, told),
  };
}

function isAt({ party, what, nth }: Call, { at }: Death): boolean {
  return at !== null && at.party === party && at.what === what && at.nth === nth;
}

/** From now on the network lets the process die where it is to. @returns the calls that it passes on */
function mortally({ network }: Deployment, { mortal, death }: Conversation): Call[] {
  const passed: Call[] = [];
  let dying = false;
  network.calls.length = 0;
  network.rule = async (call, pass) => {
    const its = call.by === mortal.name;
    if (its && dying) return Response.error();
    const here = its && isAt(call, death);
    if (here && death.when === 'after') {
      await pass();
      passed.push(call);
    }
    if (here) {
      dying = true;
      mortal.kill();
      return Response.error();
    }
    const answer = await pass();
    passed.push(call);
    return answer;
  };
  return passed;
}

async function outlive(school: Deployment, steady: Instance): Promise<void> {
  await until(() => school.network.underWay() === 0);
  await minutePasses(school.database.db);
  school.route = (request) => deliver(steady, request);
  await school.tick(steady);
}

function doubles(all: readonly Mail[], passed: readonly Call[], { death, mortal }: Conversation) {
  const its = passed.filter((call) => call.by === mortal.name);
  const unsure = its.some(({ what }) => what === 'commit') && !its.some(({ what }) => what === 'finish');
  const asked = all.filter((m) => m.direction === 'inbound')[death.turn];
  const replies = all.filter((m) => asked && unsure && m.answers.includes(asked.id)).map((m) => m.id);
  return {
    doubled: [...tookByMeta(passed)].filter(([, times]) => times > 1).map(([id]) => id),
    counted: all.filter((m) => m.sentAgain > 0).map((m) => m.id),
    unsure: replies,
    unrecorded: replies.filter((id) => tookByMeta(its).has(id)),
  };
}

/** How often Meta took each reply. */
export function tookByMeta(calls: readonly Call[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { party, what, body } of calls) {
    if (party !== 'graph' || what !== 'message') continue;
    const id = String(JSON.parse(body).biz_opaque_callback_data);
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  return times;
}
