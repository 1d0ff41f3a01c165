import * as z from 'zod';
import type { Tap } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { type TellStep, topicOfAction } from './answers.js';
import { blankWish } from './read.js';
import { type State, type Subject, Told, type Topic, type Wish } from './state.js';
import { tell } from './tell.js';

const Id = z.uuid();
const Day = z.iso.date();

/** Any button of these answers; `open` is the question it answers, null when none is open. */
export async function tapped(ctx: FlowContext, tap: Tap, open: State | null): Promise<TellStep> {
  const [code = '', from = '', to = '', page = ''] = tap.args;
  if (tap.action === 'names' && open?.step === 'who')
    return { kind: 'go', state: { ...open, page: Number(code) || 0 } };
  const subject = subjectOfCode(ctx, code);
  if (!subject) return { kind: 'unclear' };
  if (tap.action === 'who') return tell(ctx, subject, open?.wish ?? blankWish(topicOfFlow(tap.flow)));
  const topic = topicOfAction(tap.action);
  if (!topic) return { kind: 'unclear' };
  const wish = {
    ...blankWish(topic),
    from: Day.safeParse(from).success ? from : null,
    to: Day.safeParse(to).success ? to : null,
    page: Math.max(0, Math.min(Math.trunc(Number(page)) || 0, 1000)),
  };
  return tell(ctx, subject, { ...wish, ...keptOf(ctx, wish, subject) });
}

/** A next page, and "why?", go on with the instrument that was asked about. */
function keptOf(ctx: FlowContext, { topic, page }: Wish, subject: Subject): Partial<Wish> {
  const last = Told.safeParse(ctx.about?.wish);
  if (!last.success || JSON.stringify(last.data.subject) !== JSON.stringify(subject)) return {};
  const before = last.data.wish;
  const same = (page > 0 && before.topic === topic) || (topic === 'why' && before.topic === 'balance');
  return same ? { instrument: before.instrument } : {};
}

function topicOfFlow(flow: string): Topic {
  return flow === 'sched' ? 'schedule' : 'balance';
}

function subjectOfCode({ actor }: FlowContext, code: string): Subject | null {
  if (code === 'school') return { kind: 'school' };
  if (code === 'children')
    return actor.children.length > 0 ? { kind: 'pupils', ids: actor.children.map((c) => c.id) } : null;
  const [kind, id = ''] = code.split('.');
  if (!Id.safeParse(id).success) return null;
  if (kind === 't') return { kind: 'teacher', id };
  return kind === 's' ? { kind: 'pupils', ids: [id] } : null;
}
