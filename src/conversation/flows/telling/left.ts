import { type ClassesLeft, type InstrumentLeft, classesLeft } from '../../../school/classes-left.js';
import type { FlowContext } from '../../flow.js';
import {
  type TellStep,
  askButton,
  isInstrument,
  othersButton,
  todayOf,
  told,
  topicButton,
} from './answers.js';
import type { Subject, Wish } from './state.js';

const PAGE = 10;

type Pupils = Extract<Subject, { kind: 'pupils' }>;

/** Classes left and the next payment, per child and instrument. */
export async function tellLeft(
  ctx: FlowContext,
  subject: Pupils,
  wish: Wish,
): Promise<TellStep | 'not_yours'> {
  const found = await classesLeft(ctx, { studentIds: subject.ids, low: ctx.settings.lowBalance });
  if (found.kind === 'not_yours') return 'not_yours';
  const pupils = narrowed(found.pupils, wish);
  const lines = pupils.flatMap((p, i) => [...(i > 0 ? [''] : []), ...linesOf(ctx, p)]);
  const shown: Subject = { kind: 'pupils', ids: pupils.map((p) => p.studentId) };
  const options = [
    ...othersButton(ctx, shown, wish),
    ...(pupils.length === 1 ? [topicButton(ctx, shown, 'why')] : []),
    topicButton(ctx, shown, 'schedule'),
    topicButton(ctx, shown, 'history'),
  ];
  return told(ctx, { wish, subject: shown, lines, options });
}

/** Of the instrument that was named, where anybody has it. */
function narrowed(pupils: ClassesLeft[], { instrument }: Wish): ClassesLeft[] {
  if (instrument === null) return pupils;
  const left = pupils
    .map((p) => ({ ...p, instruments: p.instruments.filter((i) => isInstrument(i.instrument, instrument)) }))
    .filter((p) => p.instruments.length > 0);
  return left.length > 0 ? left : pupils;
}

function linesOf(ctx: FlowContext, pupil: ClassesLeft): string[] {
  const { balance: words } = ctx.copy;
  const head = pupil.paused ? `${words.head(pupil.name)} ${words.paused}` : words.head(pupil.name);
  const lines = pupil.instruments.map((i) => words.left(leftLine(ctx, i)));
  const inAll = pupil.inAll === null ? [] : [words.inAll(pupil.inAll)];
  return [head, ...(lines.length + inAll.length > 0 ? [...lines, ...inAll] : [words.nothing])];
}

function leftLine(ctx: FlowContext, i: InstrumentLeft) {
  return { ...i, overdue: i.due !== null && i.due < todayOf(ctx) };
}

/** Why so many: what was bought, attended and not charged, newest first. */
export async function tellWhy(
  ctx: FlowContext,
  subject: Pupils,
  wish: Wish,
): Promise<TellStep | 'not_yours'> {
  const found = await classesLeft(ctx, { studentIds: subject.ids, low: ctx.settings.lowBalance });
  const [pupil] = found.kind === 'left' ? found.pupils : [];
  if (!pupil) return 'not_yours';
  const { balance: words } = ctx.copy;
  const { instrument } = wish;
  const only = narrowed([pupil], wish)[0] ?? pupil;
  const fitting = pupil.entries.filter((e) => instrument === null || isInstrument(e.instrument, instrument));
  const entries = fitting.length > 0 ? fitting : pupil.entries;
  const shown = entries.slice(wish.page * PAGE, (wish.page + 1) * PAGE);
  const left = entries.length > (wish.page + 1) * PAGE;
  const lines = shown.map((e) => words.entry({ ...e, count: Math.max(e.change, 0) }));
  const head = words.whyHead(
    pupil.name,
    only.instruments.map((i) => leftLine(ctx, i)),
  );
  return told(ctx, {
    wish,
    subject,
    lines: entries.length > 0 ? [head, ...lines] : [words.head(pupil.name), words.nothing],
    options: [
      ...(left ? [{ id: askButton(subject, { ...wish, page: wish.page + 1 }), title: words.earlier }] : []),
      topicButton(ctx, subject, 'balance'),
      topicButton(ctx, subject, 'schedule'),
    ],
  });
}
