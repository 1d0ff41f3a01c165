import { createHash } from 'node:crypto';
import type { Write } from '../../../../db/client.js';
import { localDate } from '../../../school/dates.js';
import { text } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import type { Away, State } from './state.js';

export type LeaveStep = Step<State>;

export function go(state: State, say?: string): LeaveStep {
  return { kind: 'go', state, ...(say === undefined ? {} : { say }) };
}

export function over(body: string, writes: Write[] = []): LeaveStep {
  return { kind: 'done', reply: text(body), writes };
}

export function todayOf(ctx: FlowContext): string {
  return localDate(ctx.now, ctx.timezone);
}

/** What a Yes to some pupils' classes was shown beside: an old button has another one. */
export function printOf(pupils: readonly Away[]): string {
  const lines = pupils.flatMap((p) => p.classes.map((c) => `${p.id} ${c.batchId} ${c.date}`));
  return createHash('md5').update(lines.join('\n')).digest('hex').slice(0, 12);
}
