import { bookFound, paidLink } from '../../../payments/found.js';
import { type LinkOutcome, type ReadyLink, makeLink } from '../../../payments/links.js';
import { moneyOf } from '../../../payments/overview.js';
import type { Wanted } from '../../../payments/reference.js';
import { localDate } from '../../../school/dates.js';
import { link as linkReply, prefixed, text } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { aboutLink } from './follow.js';
import { type PayStep, go, pickOf } from './state.js';
import { lineIn, linesFor, over, towardsPackage } from './steps.js';

/** A Yes, or the open link once more: one request to Razorpay at least, and none that could make two links. */
export async function sendLink(ctx: FlowContext, want: Wanted): Promise<PayStep> {
  const { outcome, writes } = await makeLink(ctx, want);
  const step = await said(ctx, outcome, want);
  return step.kind === 'unclear' ? step : { ...step, writes: [...writes, ...(step.writes ?? [])] };
}

async function said(ctx: FlowContext, outcome: LinkOutcome, want: Wanted): Promise<PayStep> {
  const { payments: words } = ctx.copy;
  switch (outcome.kind) {
    case 'ready': {
      const reply = readyReply(ctx, outcome.link);
      const about = aboutLink(want);
      return { kind: 'done', about, reply: outcome.again ? prefixed(reply, words.linkAgain) : reply };
    }
    case 'paid': {
      const found = await bookFound(ctx, outcome.link, ctx.actor.phone);
      const body = found.outcome ? receivedWords(ctx, found.outcome) : words.arrived;
      return { kind: 'done', reply: text(body), writes: found.writes };
    }
    case 'not_yours':
      return over(words.notYours);
    case 'changed':
      return again(ctx, want, words.changed);
    case 'not_set_up':
    case 'unavailable':
      return withoutLink(ctx, want, outcome.kind);
  }
}

function readyReply(ctx: FlowContext, link: ReadyLink) {
  const { payments: words } = ctx.copy;
  const { pupil, offer, amountPaise } = link;
  const { instrument, classes, frequency } = offer;
  const until = localDate(link.expiresAt, ctx.timezone);
  return linkReply(
    words.link({ pupil, instrument, classes, frequency, amountPaise, until }),
    words.payButton(amountPaise),
    link.url,
  );
}

interface Got {
  pupil: string;
  instrument: string;
  classes: number;
  amountPaise: number;
  left: number;
  paymentId: string;
}

function receivedWords({ copy }: FlowContext, got: Got): string {
  return copy.payments.received({ ...got, ref: got.paymentId });
}

/** The same question of what stands now. */
async function again(ctx: FlowContext, want: Wanted, say: string): Promise<PayStep> {
  const read = await linesFor(ctx);
  if ('over' in read) return read.over;
  const line = lineIn(read.lines, want);
  return line && line.offers.length > 0
    ? towardsPackage(line, line.offers.find((o) => o.classes === want.classes) ?? null, say)
    : go({ step: 'overview', lines: read.lines }, say);
}

async function withoutLink(
  ctx: FlowContext,
  want: Wanted,
  why: 'not_set_up' | 'unavailable',
): Promise<PayStep> {
  const read = await linesFor(ctx);
  if ('over' in read) return read.over;
  const { payments: words } = ctx.copy;
  const line = lineIn(read.lines, want);
  const offer = line?.offers.find((o) => o.classes === want.classes && o.amountPaise === want.amountPaise);
  if (!line || !offer) return over(words.notYours);
  const pick = pickOf(line, offer);
  return over(why === 'not_set_up' ? words.notSetUp(pick) : words.unavailable(pick));
}

/** "I have paid": looked up at Razorpay, and booked if it is so. Null when nothing new is found. */
export async function lookForPayment(ctx: FlowContext): Promise<PayStep | null> {
  if (!ctx.razorpay) return null;
  const rows = (await moneyOf(ctx)).flatMap((m) => m.link?.row ?? []);
  const link = await paidLink(ctx.razorpay, rows);
  if (!link) return null;
  const { outcome, writes } = await bookFound(ctx, link, ctx.actor.phone);
  return outcome ? { kind: 'done', reply: text(receivedWords(ctx, outcome)), writes } : null;
}
