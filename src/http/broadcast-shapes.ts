import * as z from 'zod';
import type { BroadcastRow } from '../outreach/broadcast/letter.js';
import type { Preflight } from '../outreach/broadcast/preflight.js';
import type { Progress } from '../outreach/broadcast/progress.js';
import { reasonInWords } from '../outreach/reasons.js';
import { iso } from './desk.js';
import { Id, Instant } from './shapes.js';

/** A list of ten thousand numbers weighs some 200 kilobytes. */
export const BODY_LIMIT = 1_000_000;

export const BroadcastBody = z.strictObject({
  recipient_type: z
    .enum(['all_students', 'all_teachers', 'batch', 'instrument', 'custom'])
    .describe('pupils stand for their families: whoever the school writes to about them'),
  recipient_list: z
    .array(z.string().min(1).max(300))
    .max(20_000, 'must hold 20,000 entries at most')
    .nullish()
    .transform((list) => list ?? [])
    .describe(
      'batches by id, instruments by id or name, or numbers in any common form and WhatsApp user ids',
    ),
  template_name: z.string().min(1).describe('one of the bot’s own, as announcement'),
  language: z.enum(['en', 'hi', 'te']).nullish().describe('each in their own where it is not given'),
  parameters: z
    .record(z.string(), z.string())
    .nullish()
    .transform((given) => given ?? {})
    .describe(
      'of the template; {{name}}, {{child}}, {{class}} and {{balance}} are filled in for each person',
    ),
  schedule_at: z.iso.datetime({ offset: true }).nullish().describe('not before this instant'),
  dry_run: z.boolean().nullish().describe('only counts, prices and previews'),
});
export type BroadcastBody = z.output<typeof BroadcastBody>;

const Counts = z.record(z.string(), z.number().int());
export const PreflightAnswer = z.object({
  people: z.number().int(),
  left_out: Counts.describe('who gets none, by the reason'),
  cost: z.object({
    amount: z.number().describe('without tax'),
    currency: z.literal('INR'),
    rates_from: z.string().nullable().describe('the day from which the rate card holds'),
  }),
  takes: z.object({
    seconds: z.number().int().describe('at 60 messages a second'),
    days: z.number().int().describe('1 is today; more where Meta limits the different people of a day'),
    quiet_for_minutes: z.number().int(),
  }),
  needs_approval: z.boolean(),
  preview: z.object({ text: z.string(), language: z.string() }).nullable(),
  complete: z.boolean().describe('false where the audience was too large to be read in one request'),
});

export const Broadcast = z.object({
  id: Id,
  status: z.string(),
  status_reason: z.string().nullable(),
  recipient_type: z.string(),
  template_name: z.string(),
  language: z.string().nullable(),
  parameters: z.unknown(),
  category: z.string(),
  planned: z.number().int(),
  planning: z.boolean().describe('people are still being added; nothing is sent before that is done'),
  left_out: Counts,
  cost_estimate: z.number(),
  schedule_at: Instant.nullable(),
  approved_by: z.string().nullable(),
  approved_at: Instant.nullable(),
  created_at: Instant,
  started_at: Instant.nullable(),
  finished_at: Instant.nullable(),
});

export const ProgressAnswer = Broadcast.extend({
  progress: z.object({
    queued: z.number().int(),
    sending: z.number().int(),
    sent: z.number().int(),
    delivered: z.number().int(),
    read: z.number().int(),
    failed: z.number().int(),
    unknown: z.number().int().describe('sending was cut off, and nobody knows whether they arrived'),
    may_be_sent_again: z
      .number()
      .int()
      .describe('of those, how many POST …/retry sends once more; who has it already gets it twice then'),
    skipped: z.number().int(),
    replied: z.number().int(),
    cost: z.number().describe('rupees that Meta has charged so far'),
    reasons: z.array(
      z.object({
        state: z.string(),
        reason: z.string(),
        words: z.string().describe('the same as a sentence'),
        people: z.number().int(),
      }),
    ),
  }),
});

export function shownPreflight(p: Preflight): z.input<typeof PreflightAnswer> {
  return {
    people: p.people,
    left_out: counts(p.leftOut),
    cost: { amount: p.cost, currency: 'INR', rates_from: p.ratesFrom },
    takes: { seconds: p.seconds, days: p.days, quiet_for_minutes: p.quietFor },
    needs_approval: p.needsApproval,
    preview: p.preview,
    complete: p.complete,
  };
}

export function shownBroadcast(b: BroadcastRow): z.input<typeof Broadcast> {
  return {
    id: b.id,
    status: b.status,
    status_reason: b.statusReason,
    recipient_type: b.recipientType,
    template_name: b.templateName,
    language: b.language,
    parameters: b.parameters,
    category: b.category,
    planned: b.planned,
    planning: b.plannedTo !== null && b.status === 'planning',
    left_out: counts(b.leftOut),
    cost_estimate: Math.round(Number(b.costEstimate ?? 0) * 100) / 100,
    schedule_at: iso(b.scheduleAt),
    approved_by: b.approvedBy,
    approved_at: iso(b.approvedAt),
    created_at: b.createdAt.toISOString(),
    started_at: iso(b.startedAt),
    finished_at: iso(b.finishedAt),
  };
}

/** Each message counts once, in the state it is in; a voice message that was played was read. */
export function shownProgress({ broadcast, byState, reasons, replied, unheard, cost }: Progress) {
  const n = (...states: string[]) => states.reduce((sum, s) => sum + (byState[s] ?? 0), 0);
  return {
    ...shownBroadcast(broadcast),
    progress: {
      queued: n('queued'),
      sending: n('sending'),
      sent: n('sent'),
      delivered: n('delivered'),
      read: n('read', 'played'),
      failed: n('failed'),
      unknown: n('unknown'),
      may_be_sent_again: unheard,
      skipped: n('skipped'),
      replied,
      cost,
      reasons: reasons.map((r) => ({ ...r, words: reasonInWords(r.reason) })),
    },
  };
}

function counts(value: unknown): Record<string, number> {
  return z.record(z.string(), z.number()).catch({}).parse(value);
}
