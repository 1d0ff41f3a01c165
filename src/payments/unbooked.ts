import { desc, eq, sql } from 'drizzle-orm';
import { guard } from '../../db/client.js';
import { paymentEvents, paymentLinks, people } from '../../db/schema/bot.js';
import { students } from '../../db/schema/school.js';
import type { Result } from '../school/context.js';
import { localDate } from '../school/dates.js';
import { OFFICE_ONLY, type OfficeContext, type OfficeOnly, auditOffice } from '../school/office/rights.js';
import type { Unbooked } from './book.js';

/** What settled money bears as its reason from then on, before the reason it had. */
const SETTLED = 'settled by office';

/** Money that came and could not be booked, or that went back: what becomes of it is for the office to say. */
export interface OpenMoney {
  id: string;
  kind: Unbooked | 'refund' | 'refund_failed';
  amountPaise: number;
  /** School-local date. */
  date: string;
  /** Razorpay's id of the payment. */
  paymentId: string | null;
  /** Of the link it came on, where that is known. */
  pupil: string | null;
  instrument: string | null;
  /** Who asked for the link: digits with country code. */
  phone: string | null;
}

export type MoneyOutcome = { kind: 'money'; open: OpenMoney[] } | OfficeOnly;

/** Everything that nobody has settled, the newest first; a refund once, by its latest news. One request. */
export async function moneyToSettle(ctx: OfficeContext): Promise<MoneyOutcome> {
  if (!ctx.actor.isAdmin) return OFFICE_ONLY;
  return { kind: 'money', open: await open(ctx) };
}

export type MoneySettled =
  | { kind: 'settled'; money: OpenMoney; left: OpenMoney[] }
  | { kind: 'already_settled'; left: OpenMoney[] }
  | OfficeOnly;

/** The office has seen to it: off the list, and kept with its reason. Nothing of the school's is written. One request. */
export async function settleMoney(ctx: OfficeContext, { id }: { id: string }): Promise<Result<MoneySettled>> {
  if (!ctx.actor.isAdmin) return { outcome: OFFICE_ONLY, writes: [] };
  const all = await open(ctx);
  const money = all.find((m) => m.id === id);
  const left = all.filter((m) => m.id !== id);
  if (!money) return { outcome: { kind: 'already_settled', left }, writes: [] };
  const { db } = ctx;
  const e = paymentEvents;
  // All news of one refund are about the same money.
  const same = sql`(${e.id} = ${id}::uuid or (${e.kind} like 'refund.%' and ${e.reason} =
    (select x.reason from bot.payment_events x where x.id = ${id}::uuid and x.kind like 'refund.%')))`;
  const { kind, amountPaise, paymentId } = money;
  return {
    outcome: { kind: 'settled', money, left },
    writes: [
      guard(
        db,
        'money',
        sql`exists (select 1 from ${e} where ${e.id} = ${id}::uuid and ${UNSETTLED} for update)`,
      ),
      auditOffice(ctx, {
        action: 'money_settled',
        about: { event_id: id, payment: paymentId, amount_paise: amountPaise },
        before: { status: 'open', kind },
        after: { status: SETTLED },
      }),
      db.execute(sql`update ${e} set status = 'noted', reason = concat_ws(': ', ${SETTLED}::text, reason)
        where ${same} and ${UNSETTLED}`),
    ],
  };
}

/** Later news of a refund that was settled bring it back only where it failed. */
const SETTLED_BEFORE = sql`exists (select 1 from bot.payment_events s
  where s.reason = concat_ws(': ', ${SETTLED}::text, ${paymentEvents.reason}) and s.kind <> 'refund.failed')`;

const UNSETTLED = sql`(${paymentEvents.status} = 'unbooked' or (${paymentEvents.kind} like 'refund.%'
  and coalesce(${paymentEvents.reason}, '') not like ${`${SETTLED}%`}
  and (${paymentEvents.kind} = 'refund.failed' or not ${SETTLED_BEFORE})))`;

async function open({ db, timezone }: OfficeContext): Promise<OpenMoney[]> {
  const e = paymentEvents;
  const rows = await db
    .select({
      id: e.id,
      kind: e.kind,
      reason: e.reason,
      amountPaise: e.amountPaise,
      createdAt: e.createdAt,
      paymentId: e.razorpayPaymentId,
      pupil: students.name,
      instrument: paymentLinks.label,
      phone: people.phoneNumber,
    })
    .from(e)
    .leftJoin(paymentLinks, eq(paymentLinks.id, e.linkId))
    .leftJoin(students, eq(students.id, paymentLinks.studentId))
    .leftJoin(people, eq(people.id, paymentLinks.personId))
    .where(UNSETTLED)
    .orderBy(desc(e.createdAt), desc(e.id));
  const seen = new Set<string>();
  return rows.flatMap(({ kind, reason, createdAt, amountPaise, paymentId, ...row }) => {
    const refund = kind.startsWith('refund.');
    if (refund && seen.has(reason ?? '')) return [];
    if (refund) seen.add(reason ?? '');
    return [
      {
        ...row,
        kind: refund ? (kind === 'refund.failed' ? 'refund_failed' : 'refund') : unbookedAs(reason),
        amountPaise: amountPaise ?? 0,
        date: localDate(createdAt, timezone),
        paymentId: refund ? (/ of (\S+)$/.exec(reason ?? '')?.[1] ?? null) : paymentId,
      },
    ];
  });
}

const REASONS: readonly Unbooked[] = [
  'unknown_link',
  'amount',
  'currency',
  'partial',
  'paid_twice',
  'no_pupil',
];

function unbookedAs(reason: string | null): Unbooked {
  return REASONS.find((r) => r === reason) ?? 'unknown_link';
}
