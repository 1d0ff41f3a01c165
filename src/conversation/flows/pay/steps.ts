import { moneyOf } from '../../../payments/overview.js';
import { promise } from '../../../payments/promises.js';
import { text } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';
import { linkFirst } from '../account/ask.js';
import { offerIn } from './reading.js';
import { type Line, type Offer, type PayStep, go, lineOf, notPaying } from './state.js';

/** What there is to say and to pay, freshly read; or why there is nothing. */
export async function linesFor(ctx: FlowContext): Promise<{ lines: Line[] } | { over: PayStep }> {
  const stranger = notPaying(ctx);
  if (stranger && ctx.actor.roles[0] === 'prospect')
    return { over: { kind: 'done', reply: linkFirst(ctx, 'fees') } };
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

export function lineIn(
  lines: readonly Line[],
  of: { studentId: string; instrumentId: string },
): Line | undefined {
  return lines.find((l) => l.studentId === of.studentId && l.instrumentId === of.instrumentId);
}
