import * as z from 'zod';
import { readCommand } from '../../understanding/commands.js';
import { matchName } from '../../understanding/names.js';
import type { Tap } from '../../whatsapp/reply.js';
import { type FlowContext, type Input, defineFlow } from '../flow.js';
import { wantsElse } from './elsewhere.js';
import { followLink } from './pay/follow.js';
import { sendLink } from './pay/link.js';
import { prompt } from './pay/prompts.js';
import { dayIn, linesAbout, offerIn, promises, saysPaid } from './pay/reading.js';
import { later, start } from './pay/start.js';
import { FLOW, type Line, type PayStep, State, go, notPaying } from './pay/state.js';
import { lineIn, linesFor, over, payLater, pupilsOf, towardsLink, towardsPackage } from './pay/steps.js';
import { troubleIn } from './pay/trouble.js';

/** Fees: what is owed, a link to pay it, or a day on which it will be paid. */
export const pay = defineFlow<State>({
  name: FLOW,
  state: State,
  start,
  prompt,
  answer,
  follow: followLink,
  async tap(ctx, tap, input) {
    if (!input.late) return tapped(ctx, tap, null);
    const read = await linesFor(ctx);
    return 'over' in read ? read.over : go({ step: 'overview', lines: read.lines }, ctx.copy.general.late);
  },
});

async function answer(ctx: FlowContext, state: State, input: Input): Promise<PayStep> {
  const stranger = notPaying(ctx);
  if (stranger) return over(stranger);
  const { payments: words, general } = ctx.copy;
  if (input.late) return go(state, general.late);
  if (input.tap) return tapped(ctx, input.tap, state);
  const pictured = input.attachment === 'image' || input.attachment === 'document';
  if (input.text === '') return pictured ? go(state, words.picture) : { kind: 'unclear' };
  return typed(ctx, state, input);
}

async function typed(ctx: FlowContext, state: State, input: Input): Promise<PayStep> {
  const { payments: words } = ctx.copy;
  const said = input.text;
  if (readCommand(said) === 'no') return over(words.notNow);
  if (state.step === 'overview') return overview(ctx, state, input);
  if (await wantsElse(input, ['payment_link', 'payment_status'])) return { kind: 'unclear' };
  if (state.step === 'when') return whenTyped(ctx, state, said);
  // "I'll pay Friday", "I have paid": of what the question is about.
  if (troubleIn(said) || saysPaid(said)) return start(ctx, input);
  if (promises(said)) return later(ctx, input, 'lines' in state ? state.lines : [state.line]);
  switch (state.step) {
    case 'choose': {
      const about = linesAbout(said, state.lines);
      if (about.length === state.lines.length) return { kind: 'unclear', help: words.helpChoose };
      return towardsLink(ctx, about, said);
    }
    case 'package':
    case 'confirm': {
      const offer = offerIn(said, state.line.offers);
      if (offer) return towardsPackage(state.line, offer);
      const help = state.step === 'package' ? words.helpPackage : words.helpConfirm;
      return (await another(ctx, state.line, said)) ?? { kind: 'unclear', help };
    }
  }
}

function offersIn(said: string, lines: readonly Line[]): boolean {
  return lines.some((l) => offerIn(said, l.offers) !== null);
}

/** "No, Arjun": another child or instrument than the one that is asked about. */
async function another(ctx: FlowContext, line: Line, said: string): Promise<PayStep | null> {
  const read = await linesFor(ctx);
  if ('over' in read) return read.over;
  const about = linesAbout(said, read.lines);
  const named = about.length < read.lines.length && !lineIn(about, line);
  return named ? towardsLink(ctx, about, said) : null;
}

/** The same question once more gets an answer as of now, without a sorry. */
async function overview(
  ctx: FlowContext,
  state: Extract<State, { step: 'overview' }>,
  input: Input,
): Promise<PayStep> {
  if (troubleIn(input.text)) return start(ctx, input);
  if (promises(input.text)) return later(ctx, input, state.lines);
  const { intent } = await input.understood();
  if (intent === 'payment_link' || intent === 'payment_status') return start(ctx, input);
  // "Arjun", "monthly": what is to be paid for.
  const about = linesAbout(input.text, state.lines);
  const named = about.length < state.lines.length || offersIn(input.text, state.lines);
  if (named && !(await wantsElse(input, []))) return towardsLink(ctx, about, input.text);
  return { kind: 'unclear', help: ctx.copy.payments.helpOverview };
}

function whenTyped(ctx: FlowContext, { pupils }: Extract<State, { step: 'when' }>, said: string): PayStep {
  const day = dayIn(ctx, said);
  if (!day) return { kind: 'unclear', help: ctx.copy.payments.helpWhen };
  const named = matchName(said, pupils);
  const of = named.kind === 'one' ? pupils.filter((p) => p.id === named.id) : pupils;
  return payLater(ctx, { pupils: of, date: day, wording: said });
}

const Id = z.uuid();
const Count = z.coerce.number().int().positive();
const Day = z.iso.date();

/** Any button of this conversation, old ones too: whatever it names is looked up anew, and so are the rights to it. */
async function tapped(ctx: FlowContext, tap: Tap, open: State | null): Promise<PayStep> {
  switch (tap.action) {
    case 'yes':
      return yes(ctx, tap);
    case 'no':
      return over(ctx.copy.payments.notNow);
    case 'more':
      return open?.step === 'choose' || open?.step === 'package'
        ? go({ ...open, page: Number(tap.args[0]) || 0 })
        : { kind: 'unclear' };
    default:
      return onFresh(ctx, tap);
  }
}

async function yes(ctx: FlowContext, { args }: Tap): Promise<PayStep> {
  const [studentId, instrumentId] = [Id.safeParse(args[0]), Id.safeParse(args[1])];
  const [classes, amountPaise] = [Count.safeParse(args[2]), Count.safeParse(args[3])];
  if (!studentId.success || !instrumentId.success || !classes.success || !amountPaise.success)
    return { kind: 'unclear' };
  return sendLink(ctx, {
    studentId: studentId.data,
    instrumentId: instrumentId.data,
    classes: classes.data,
    amountPaise: amountPaise.data,
  });
}

async function onFresh(ctx: FlowContext, { action, args }: Tap): Promise<PayStep> {
  const read = await linesFor(ctx);
  if ('over' in read) return read.over;
  const { lines } = read;
  switch (action) {
    case 'now':
      return towardsLink(ctx, lines);
    case 'later':
      return go({ step: 'when', pupils: pupilsOf(lines) });
    case 'on': {
      const day = Day.safeParse(args[0]);
      if (!day.success) return { kind: 'unclear' };
      return payLater(ctx, { pupils: pupilsOf(lines), date: day.data, wording: day.data });
    }
    case 'for':
    case 'other':
    case 'pack': {
      const line = lineIn(lines, { studentId: args[0] ?? '', instrumentId: args[1] ?? '' });
      if (!line) return over(ctx.copy.payments.notYours);
      const [, , classes, paise] = args;
      const offer =
        action === 'pack'
          ? line.offers.find(
              (o) => o.classes === Number(classes) && (!paise || o.amountPaise === Number(paise)),
            )
          : undefined;
      if (offer || action === 'other') return towardsPackage(line, offer ?? null);
      return towardsLink(ctx, [line]);
    }
    default:
      return { kind: 'unclear' };
  }
}
