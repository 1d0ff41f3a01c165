import { setTimeout as sleep } from 'node:timers/promises';
import { type Deployment, deliver } from './deployment.js';
import type { Call } from './network.js';
import type { Instance } from './program.js';

/** Every webhook goes to all of them at the same moment; Meta hears the first. */
export function toAll(school: Deployment, instances: readonly Instance[]): void {
  school.route = async (request) => {
    const answers = await Promise.all(instances.map((instance) => deliver(instance, request)));
    return answers[0] ?? Response.error();
  };
}

/** One webhook after another, each to the next instance. */
export function inTurn(school: Deployment, instances: readonly Instance[]): void {
  let n = 0;
  school.route = (request) => {
    const instance = instances[n++ % instances.length];
    return instance ? deliver(instance, request) : Promise.resolve(Response.error());
  };
}

/** Each person's webhooks go to an instance of their own. */
export function toEach(school: Deployment, whose: Readonly<Record<string, Instance>>): void {
  school.route = async (request) => {
    const body = await request.clone().text();
    const who = Object.keys(whose).find((number) => body.includes(`"from":"${number.slice(1)}"`));
    const instance = who === undefined ? undefined : whose[who];
    return instance ? deliver(instance, request) : Response.error();
  };
}

/** Holds requests of this kind until so many have come, and lets them go at the same moment. */
export function gate(school: Deployment, what: string, count: number): void {
  let come = 0;
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  school.network.rule = async (call, pass) => {
    if (call.what === what && ++come <= count) {
      if (come === count) open();
      await opened;
    }
    return pass();
  };
}

/** Does something else just before the first request of this kind is passed on. */
export function justBefore(school: Deployment, what: string, act: () => Promise<unknown>): void {
  let done = false;
  school.network.rule = async (call, pass) => {
    if (call.what === what && !done) {
      done = true;
      await act();
    }
    return pass();
  };
}

/** What Meta was handed, in order. */
export interface Handed {
  to: string;
  id: string;
}

/**
 * Watches what Meta is handed: `crossed` are the messages that began before an earlier one to the same person was
 * answered. Meta takes a while, sometimes more and sometimes less, so that they can.
 */
export function watchMeta(school: Deployment): { handed: Handed[]; crossed: Handed[] } {
  const seen = { handed: [] as Handed[], crossed: [] as Handed[] };
  const underWay = new Set<string>();
  school.network.rule = async (call, pass) => {
    const one = readHanded(call);
    if (!one) return pass();
    if (underWay.has(one.to)) seen.crossed.push(one);
    underWay.add(one.to);
    await sleep(Math.random() * 80);
    const answer = await pass();
    underWay.delete(one.to);
    seen.handed.push(one);
    return answer;
  };
  return seen;
}

export function readHanded({ party, what, body }: Call): Handed | null {
  if (party !== 'graph' || what !== 'message') return null;
  const { to, recipient, biz_opaque_callback_data } = JSON.parse(body);
  return { to: String(to ?? recipient), id: String(biz_opaque_callback_data) };
}
