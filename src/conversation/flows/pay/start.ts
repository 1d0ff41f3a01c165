import { localDate } from '../../../school/dates.js';
import type { FlowContext, Input } from '../../flow.js';
import { namedStranger } from '../strangers.js';
import { lookForPayment, sendLink } from './link.js';
import { dayIn, linesAbout, offerIn, promises, saysPaid } from './reading.js';
import { type Line, type PayStep, go } from './state.js';
import { linesFor, over, payLater, pupilsOf, towardsLink } from './steps.js';
import { type Trouble, endsLink, troubleIn } from './trouble.js';

/** Begins with what is owed, with the way to a link, or by noting a day. */
export async function start(ctx: FlowContext, input: Input): Promise<PayStep> {
  const read = await linesFor(ctx);
  if ('over' in read) return read.over;
  const { lines } = read;
  if (input.text === '') return go({ step: 'overview', lines });
  const stranger = namedStranger(input.text, await input.understood(), ctx.actor.children);
  if (stranger) return go({ step: 'overview', lines }, ctx.copy.leave.notAmong(stranger));
  const about = linesAbout(input.text, lines);
  const trouble = troubleIn(input.text);
  if (trouble) return troubled(ctx, input, { trouble, about });
  if (promises(input.text)) return later(ctx, input, lines);
  const { intent } = await input.understood();
  if (intent === 'payment_link') return ended(ctx, input, about) ?? towards(ctx, input, about);
  const found = saysPaid(input.text) && !input.late ? await lookForPayment(ctx) : null;
  return found ?? go({ step: 'overview', lines: about });
}

/** A payment that we do not see is looked for; what is still amiss then is for a person of the office. */
async function troubled(
  ctx: FlowContext,
  input: Input,
  { trouble, about }: { trouble: Trouble; about: Line[] },
): Promise<PayStep> {
  const found = trouble === 'unseen' && !input.late ? await lookForPayment(ctx) : null;
  return found ?? go({ step: 'overview', lines: about, office: true }, ctx.copy.payments.trouble[trouble]);
}

/** "Cancel the link": it costs nothing and closes by itself. */
function ended(ctx: FlowContext, input: Input, lines: readonly Line[]): PayStep | null {
  const open = lines.find((l) => l.link?.state === 'open' || l.link?.state === 'failing')?.link;
  if (!open || !endsLink(input.text)) return null;
  return over(ctx.copy.payments.linkEnds(open.amountPaise, localDate(new Date(open.until), ctx.timezone)));
}

/** Asked for the link while one is open: that one, unless another package is named. */
async function towards(ctx: FlowContext, input: Input, lines: readonly Line[]): Promise<PayStep> {
  const [line, ...others] = lines.filter((l) => l.link?.state === 'open' || l.link?.state === 'failing');
  const open = line?.link;
  if (!line || !open || others.length > 0 || input.late) return towardsLink(ctx, lines, input.text);
  const named = offerIn(input.text, line.offers);
  const other = named !== null && (named.classes !== open.classes || named.amountPaise !== open.amountPaise);
  if (other || (lines.length > 1 && named !== null)) return towardsLink(ctx, lines, input.text);
  const { studentId, instrumentId } = line;
  return sendLink(ctx, { studentId, instrumentId, classes: open.classes, amountPaise: open.amountPaise });
}

/** A day that is said is noted; today is as good as now; without a day it is asked for. */
export function later(ctx: FlowContext, input: Input, lines: readonly Line[]): PayStep {
  const pupils = pupilsOf(linesAbout(input.text, lines));
  const today = localDate(ctx.now, ctx.timezone);
  const day = dayIn(ctx, input.text);
  if (!day || input.late) return go({ step: 'when', pupils });
  if (day === today) return towardsLink(ctx, linesAbout(input.text, lines), '');
  return payLater(ctx, { pupils, date: day, wording: input.text });
}
