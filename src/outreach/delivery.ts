import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { reasonInWords } from './reasons.js';

/** What became of messages. `cost` is in rupees, for what arrived, as Meta priced it. */
export interface Delivery {
  waiting: number;
  sending: number;
  sent: number;
  delivered: number;
  read: number;
  failed: number;
  skipped: number;
  unknown: number;
  cost: number;
}

export interface DeliveryBy extends Delivery {
  /** The broadcast's id, the template's name or the day, as asked for. */
  of: string;
}

export interface FailureReason {
  /** As Meta gave it, or a word of ours. */
  reason: string;
  /** The same as a sentence for the staff. */
  words: string;
  count: number;
}

/** `delivered` counts those that were read too, and `sent` all that Meta took and did not fail. */
const COUNTS = sql`
  count(*) filter (where m.status = 'queued')::int as waiting,
  count(*) filter (where m.status = 'sending')::int as sending,
  count(*) filter (where m.status in ('sent', 'delivered', 'read', 'played'))::int as sent,
  count(*) filter (where m.status in ('delivered', 'read', 'played'))::int as delivered,
  count(*) filter (where m.status in ('read', 'played'))::int as read,
  count(*) filter (where m.status = 'failed')::int as failed,
  count(*) filter (where m.status = 'skipped')::int as skipped,
  count(*) filter (where m.status = 'unknown')::int as unknown,
  coalesce(sum(m.delivery_cost) filter (where m.status in ('delivered', 'read', 'played')), 0)::float8 as cost`;

/** Where one broadcast stands, with the reasons of what failed or was left out; null where there is none. One request. */
export async function broadcastDelivery(
  db: Db,
  broadcastId: string,
): Promise<(Delivery & { reasons: FailureReason[] }) | null> {
  const ours = sql`m.broadcast_id = ${broadcastId}::uuid`;
  const [known, counts, reasons] = await db.batch([
    db.execute(sql`select 1 from bot.broadcasts where id = ${broadcastId}::uuid`),
    db.execute<Delivery & Record<string, unknown>>(
      sql`select ${COUNTS} from bot.whatsapp_messages m where ${ours}`,
    ),
    db.execute<{ reason: string; count: number }>(REASONS(ours)),
  ] as const);
  if (known.rows.length === 0) return null;
  return { ...asDelivery(counts.rows[0]), reasons: reasons.rows.map(inWords) };
}

export interface Period {
  /** Both instants of the database's clock: when the messages were put. */
  from: Date;
  to: Date;
  timezone: string;
}

/** Counts of all that was sent, answers too, by the school's day. Days on which nothing was put are left out. */
export async function deliveryByDay(db: Db, period: Period): Promise<DeliveryBy[]> {
  const day = sql`to_char(m.created_at at time zone ${period.timezone}::text, 'YYYY-MM-DD')`;
  return grouped(db, day, period);
}

/** The same by template; messages in words of our own under "words". */
export async function deliveryByTemplate(db: Db, period: Period): Promise<DeliveryBy[]> {
  return grouped(db, sql`coalesce(m.template_name, 'words')`, period);
}

async function grouped(db: Db, of: SQL, { from, to }: Period): Promise<DeliveryBy[]> {
  const { rows } = await db.execute<DeliveryBy & Record<string, unknown>>(sql`
    select ${of} as "of", ${COUNTS} from bot.whatsapp_messages m
    where m.direction = 'outbound' and m.created_at >= ${from.toISOString()}::timestamptz
      and m.created_at < ${to.toISOString()}::timestamptz
    group by 1 order by 1`);
  return rows.map((row) => ({ of: row.of, ...asDelivery(row) }));
}

const REASONS = (which: SQL) => sql`
  select coalesce(m.reason, m.status) as reason, count(*)::int as count from bot.whatsapp_messages m
  where ${which} and m.status in ('failed', 'skipped', 'unknown') group by 1 order by 2 desc, 1`;

function asDelivery(row: Record<string, unknown> | undefined): Delivery {
  const n = (key: keyof Delivery) => Number(row?.[key] ?? 0);
  return {
    waiting: n('waiting'),
    sending: n('sending'),
    sent: n('sent'),
    delivered: n('delivered'),
    read: n('read'),
    failed: n('failed'),
    skipped: n('skipped'),
    unknown: n('unknown'),
    cost: Math.round(n('cost') * 10_000) / 10_000,
  };
}

function inWords({ reason, count }: { reason: string; count: number }): FailureReason {
  return { reason, words: reasonInWords(reason), count: Number(count) };
}
