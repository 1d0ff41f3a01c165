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

/** What Meta was handed, in order. */
export interface Handed {
  to: string;
  id: string;
}

/** Watches what Meta is handed: `crossed` are the messages that began before an earlier one to the same person was answered. */
export function watchMeta(school: Deployment): { handed: Handed[]; crossed: Handed[] } {
  const seen = { handed: [] as Handed[], crossed: [] as Handed[] };
  const underWay = new Set<string>();
  school.network.rule = async (call, pass) => {
    const one = readHanded(call);
    if (!one) return pass();
    if (underWay.has(one.to)) seen.crossed.push(one);
    underWay.add(one.to);
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
