import { localDate, localTime } from '../../../school/dates.js';
import { type Option, type Reply, buttonId, buttons, list, text } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { FLOW, type State } from './state.js';

/** Of ten rows two are everybody's, or the whole instrument's. */
const ROWS = 8;

/** What each state asks. */
export function prompt(ctx: FlowContext, state: State): Reply {
  const { broadcast: words } = ctx.copy;
  switch (state.step) {
    case 'to':
      return list(words.askTo, words.choose, [{ title: words.chooseTitle, rows: everybodyRows(ctx, state) }]);
    case 'which':
      return list(words.askWhich, words.choose, [{ title: words.classes, rows: classRows(ctx, state) }]);
    case 'text':
      return text(words.askText(state.to.whom));
    case 'preview':
      return buttons(previewWords(ctx, state), [
        button(state.at === null ? words.send : words.schedule, 'yes', 'send', state.key),
        button(words.test, 'test', state.key),
        button(words.cancel, 'no'),
      ]);
    case 'sure':
      return buttons(words.sure(state.act, state.words, state.people), [
        button(words.yes(state.act), 'yes', state.act, state.id),
        button(words.no, 'no'),
      ]);
  }
}

export function button(title: string, action: string, ...args: string[]): Option {
  return { id: buttonId(FLOW, action, ...args), title };
}

function everybodyRows({ copy: { broadcast: words } }: FlowContext, state: Extract<State, { step: 'to' }>) {
  return [
    button(words.allFamilies, 'to', 'families'),
    button(words.allTeachers, 'to', 'teachers'),
    ...state.instruments.slice(0, ROWS).map((i) => button(i.title, 'of', i.id)),
  ];
}

function classRows({ copy: { broadcast: words } }: FlowContext, state: Extract<State, { step: 'which' }>) {
  const rows = state.classes.slice(0, ROWS + 1).map((c) => ({
    ...button(c.title, 'class', c.id),
    ...(c.about ? { description: c.about } : {}),
  }));
  return [button(words.allOf(state.whole.title), 'of', state.whole.id), ...rows];
}

function previewWords(
  ctx: FlowContext,
  { facts, to, at, words: said }: Extract<State, { step: 'preview' }>,
): string {
  const { broadcast: words } = ctx.copy;
  return [
    words.toLine(to.whom, facts.people),
    ...(at === null ? [] : [words.whenLine(spokenAt(ctx, new Date(at)))]),
    ...(facts.leftOut.length > 0 ? [words.leftOut(facts.leftOut)] : []),
    words.costLine(facts.cost),
    words.timeLine(facts.seconds, facts.days),
    ...(facts.quietUntil ? [words.quietLine(facts.quietUntil)] : []),
    ...(facts.approvalAbove === null ? [] : [words.approvalLine(facts.approvalAbove)]),
    ...(said.cleaned ? [words.cleaned] : []),
    '',
    words.reads(facts.text),
    '',
    words.changeHow,
  ].join('\n');
}

/** An instant as the school's day and time. */
export function spokenAt({ timezone }: FlowContext, at: Date): { date: string; time: string } {
  return { date: localDate(at, timezone), time: localTime(at, timezone) };
}
