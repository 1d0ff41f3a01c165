import * as z from 'zod';
import type { MoneyLine } from '../../../payments/overview.js';
import { paiseOf } from '../../../school/money.js';
import type { FlowContext, Step } from '../../flow.js';

export const FLOW = 'pay';

const Offer = z.object({
  classes: z.number(),
  amountPaise: z.number(),
  frequency: z.enum(['monthly', 'quarterly', 'half_yearly', 'yearly']).nullable(),
  usual: z.boolean(),
  grade: z.string().nullable().default(null),
});
export type Offer = z.infer<typeof Offer>;

/** One instrument of one child, as it is spoken of; what can be bought is looked up anew before anything is made. */
export const Line = z.object({
  studentId: z.string(),
  pupil: z.string(),
  instrumentId: z.string(),
  instrument: z.string(),
  left: z.number(),
  due: z.string().nullable(),
  overdue: z.boolean(),
  last: z.object({ date: z.string(), amountPaise: z.number().nullable(), pending: z.boolean() }).nullable(),
  link: z
    .object({
      state: z.enum(['open', 'failing', 'ended', 'checked']),
      classes: z.number(),
      amountPaise: z.number(),
      /** ISO time. */
      until: z.string(),
    })
    .nullable(),
  promised: z.string().nullable(),
  offers: z.array(Offer),
});
export type Line = z.infer<typeof Line>;

export const State = z.discriminatedUnion('step', [
  /** `office`: something is amiss that a person should look at. */
  z.object({ step: z.literal('overview'), lines: z.array(Line), office: z.boolean().optional() }),
  z.object({ step: z.literal('choose'), lines: z.array(Line), page: z.number() }),
  z.object({ step: z.literal('package'), line: Line, page: z.number() }),
  z.object({ step: z.literal('confirm'), line: Line, offer: Offer }),
  z.object({ step: z.literal('when'), pupils: z.array(z.object({ id: z.string(), name: z.string() })) }),
]);
export type State = z.infer<typeof State>;
export type PayStep = Step<State>;

export function lineOf(m: MoneyLine): Line {
  const { lastPayment: last, link } = m;
  return {
    studentId: m.studentId,
    pupil: m.name,
    instrumentId: m.instrumentId,
    instrument: m.instrument,
    left: m.left,
    due: m.due,
    overdue: m.overdue,
    last: last && { date: last.date, amountPaise: paiseOf(last.amount), pending: last.pending },
    link: link && {
      state: link.state,
      classes: link.row.classesCount,
      amountPaise: link.row.amountPaise,
      until: link.row.expiresAt.toISOString(),
    },
    promised: m.promisedFor,
    offers: m.offers.map(({ classes, amountPaise, frequency, usual, grade }) => ({
      classes,
      amountPaise,
      frequency,
      usual,
      grade,
    })),
  };
}

/** What is bought, in the words of the copy. */
export function pickOf(line: Line, offer: Offer) {
  const { pupil, instrument } = line;
  const { classes, amountPaise, frequency } = offer;
  return { pupil, instrument, classes, amountPaise, frequency };
}

export function go(state: State, say?: string): PayStep {
  return { kind: 'go', state, ...(say === undefined ? {} : { say }) };
}

/** Why a person has nothing to pay here; null when they have. */
export function notPaying({ actor, copy }: FlowContext): string | null {
  return actor.children.length === 0 ? copy.payments.noChild : null;
}
