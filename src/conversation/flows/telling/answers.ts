import { localDate } from '../../../school/dates.js';
import { type Option, type Reply, buttonId, buttons, text } from '../../../whatsapp/reply.js';
import type { FlowContext, Step } from '../../flow.js';
import { type State, type Subject, type Topic, type Wish, flowOf } from './state.js';

export type TellStep = Step<State>;

export function over(body: string): TellStep {
  return { kind: 'done', reply: text(body) };
}

const ACTIONS: Record<Topic, string> = {
  schedule: 'next',
  balance: 'left',
  why: 'why',
  history: 'hist',
};

/** The button that asks this. Everything it needs stands in its id: it works as well when it is old. */
export function askButton(subject: Subject | 'children', wish: Pick<Wish, 'topic'> & Partial<Wish>): string {
  const { topic, from, to, page = 0 } = wish;
  return buttonId(flowOf(topic), ACTIONS[topic], codeOf(subject), from ?? '', to ?? '', page);
}

export function topicOfAction(action: string): Topic | null {
  const topics: Topic[] = ['schedule', 'balance', 'why', 'history'];
  return topics.find((t) => ACTIONS[t] === action) ?? null;
}

function codeOf(subject: Subject | 'children'): string {
  if (subject === 'children') return 'children';
  if (subject.kind === 'school') return 'school';
  if (subject.kind === 'teacher') return `t.${subject.id}`;
  const [only, ...others] = subject.ids;
  return only && others.length === 0 ? `s.${only}` : 'children';
}

/** The answer, with what it was about kept for the next question. */
export function told(
  ctx: FlowContext,
  of: { wish: Wish; subject: Subject; lines: readonly string[]; options: readonly Option[] },
): TellStep {
  const { wish, subject } = of;
  const body = of.lines.join('\n');
  const reply: Reply = buttons(body, of.options.slice(0, 3));
  const [only, ...others] = subject.kind === 'pupils' ? subject.ids : [];
  const one = only !== undefined && others.length === 0 ? only : null;
  const kept = subject.kind === 'pupils' ? one : (ctx.about?.studentId ?? null);
  return {
    kind: 'done',
    reply,
    about: { flow: flowOf(wish.topic), studentId: kept, wish: { wish, subject } },
  };
}

/** To another topic of the same pupils. */
export function topicButton(ctx: FlowContext, subject: Subject, topic: Topic): Option {
  const { balance, schedule } = ctx.copy;
  const titles: Record<Topic, string> = {
    schedule: schedule.menu,
    balance: balance.menu,
    why: balance.why,
    history: balance.history,
  };
  return { id: askButton(subject, { topic }), title: titles[topic] };
}

/** The sister, or all children: the same question of the others of the family. */
export function othersButton(ctx: FlowContext, subject: Subject, wish: Wish): Option[] {
  const { children } = ctx.actor;
  if (subject.kind !== 'pupils' || subject.ids.length !== 1) return [];
  if (!children.some((c) => subject.ids.includes(c.id))) return [];
  const [other, ...more] = children.filter((c) => !subject.ids.includes(c.id));
  if (!other) return [];
  const same = { ...wish, page: 0 };
  return more.length > 0
    ? [{ id: askButton('children', same), title: ctx.copy.schedule.all }]
    : [{ id: askButton({ kind: 'pupils', ids: [other.id] }, same), title: other.name }];
}

export function todayOf(ctx: FlowContext): string {
  return localDate(ctx.now, ctx.timezone);
}

/** Whether an instrument is the one that was said: "vocals" is any of the school's vocals. */
export function isInstrument(name: string | null, said: string): boolean {
  const [a, b] = [(name ?? '').toLowerCase(), said.toLowerCase()];
  return a !== '' && (a.includes(b) || b.includes(a));
}
