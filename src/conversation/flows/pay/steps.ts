import { bookFound, paidLink } from '../../../payments/found.js';
import { type LinkOutcome, type ReadyLink, makeLink } from '../../../payments/links.js';
import { moneyOf } from '../../../payments/overview.js';
import { promise } from '../../../payments/promises.js';
import type { Wanted } from '../../../payments/reference.js';
import { localDate } from '../../../school/dates.js';
import { link as linkReply, prefixed, text } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { offerIn } from './reading.js';
import { type Line, type Offer, type PayStep, go, lineOf, notPaying, pickOf } from './state.js';

/** What there is to say and to pay, freshly read; or why there is nothing. */
export async function linesFor(ctx: FlowContext): Promise<{ lines: Line[] } | { over: PayStep }> {
  const stranger = notPaying(ctx);
  if (stranger) return { over: over(stranger) };
  const lines = (await moneyOf(ctx)).map(lineOf);
  return lines.length > 0 ? { lines } : { over: over(ctx.copy.payments.nothingToPay) };
}

export function over(body: string): PayStep {
  return { kind: 'done', reply: text(body) };
}

/** Towards a link for one of these: which one, which package, and the question. */
export function towardsLink(ctx: FlowContext, lines: readonly Line[], said = ''): PayStep {
  const payable = lines.filter((l) => l.offers.length > 0);
  const [line, ...others] = payable;
  if (!line) {
    const [first] = lines;
    return over(ctx.copy.payments.noFee(first?.pupil ?? '', first?.instrument ?? ''));
  }
  if (others.length > 0) return go({ step: 'choose', lines: payable, page: 0 });
  return towardsPackage(line, offerNamed(said, line));
}

function offerNamed(said: string, line: Line): Offer | null {
  const [only, ...others] = line.offers;
  return only && others.length === 0 ? only : offerIn(said, line.offers);
}

export function towardsPackage(line: Line, offer: Offer | null, say?: string): PayStep {
  return offer ? go({ step: 'confirm', line, offer }, say) : go({ step: 'package', line, page: 0 }, say);
}

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
      return { kind: 'done', reply: outcome.again ? prefixed(reply, words.linkAgain) : reply };
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

export function lineIn(
  lines: readonly Line[],
  of: { studentId: string; instrumentId: string },
): Line | undefined {
  return lines.find((l) => l.studentId === of.studentId && l.instrumentId === of.instrumentId);
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
  const offer = line?.offers.find((o) => o.classes === want.classes);
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

export interface Later {
  pupils: readonly { id: string; name: string }[];
  date: string;
  wording: string;
}

/** "I'll pay Friday". */
export function payLater(ctx: FlowContext, { pupils, date, wording }: Later): PayStep {
  const { payments: words } = ctx.copy;
  const { outcome, writes } = promise(ctx, { studentIds: pupils.map((p) => p.id), date, wording });
  const ask = (say: string) => go({ step: 'when', pupils: [...pupils] }, say);
  switch (outcome.kind) {
    case 'kept':
      return {
        kind: 'done',
        reply: text(
          words.noted(
            date,
            pupils.map((p) => p.name),
          ),
        ),
        writes,
      };
    case 'past':
      return ask(words.past);
    case 'too_far':
      return ask(words.tooFar(outcome.last));
    case 'not_yours':
      return over(words.notYours);
  }
}

/** The children of these lines, each once. */
export function pupilsOf(lines: readonly Line[]): { id: string; name: string }[] {
  return [...new Map(lines.map((l) => [l.studentId, { id: l.studentId, name: l.pupil }])).values()];
}
