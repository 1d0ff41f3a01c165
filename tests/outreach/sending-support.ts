import { sql } from 'drizzle-orm';
import { http } from 'msw';
import { type Db, commit } from '../../db/client.js';
import { type Notice, notify } from '../../src/outreach/notify.js';
import { server } from '../support/network.js';
import type { World } from '../support/world.js';

/** Somebody invented, by their number in the crowd. */
export const someone = (n: number) => `9190001${String(n).padStart(5, '0')}`;

/** So many people who agreed; inside their 24 hours, or with nothing ever written to us. */
export async function crowd(
  db: Db,
  n: number,
  { wroteAt = null, from = 0 }: { wroteAt?: Date | null; from?: number } = {},
): Promise<void> {
  await db.execute(sql`
    insert into bot.whatsapp_subscriptions (phone_number, opted_in_at, consent_source, last_inbound_at)
    select '9190001' || lpad((i + ${from}::int)::text, 5, '0'), now(), 'enrolment form', ${wroteAt?.toISOString() ?? null}::timestamptz
    from generate_series(0, ${n}::int - 1) as i
    on conflict (phone_number) do update set last_inbound_at = excluded.last_inbound_at`);
}

/** A broadcast with a planned message for each of the crowd. @returns its id */
export async function planned(
  db: Db,
  n: number,
  more: { from?: number; status?: string; category?: string; scheduleAt?: Date; words?: string } = {},
): Promise<string> {
  const { from = 0, status = 'sending', category = 'marketing', scheduleAt = null, words = 'Hello' } = more;
  const params = { school: 'Sargam School of Music', message: `${words}.` };
  const payload = JSON.stringify({ template: 'announcement', params });
  const { rows } = await db.execute<{ id: string }>(sql`
    with b as (
      insert into bot.broadcasts (recipient_type, template_name, category, status, planned, schedule_at)
      values ('list', 'announcement', ${category}, ${status}, ${n}::int, ${scheduleAt?.toISOString() ?? null}::timestamptz)
      returning id
    ), m as (
      insert into bot.whatsapp_messages
        (person_id, phone_number, direction, message_type, kind, payload, status, broadcast_id)
      select p.id, p.phone_number, 'outbound', 'template', 'announcement', ${payload}::jsonb, 'queued', b.id
      from b, bot.whatsapp_subscriptions p
      where p.phone_number >= ${someone(from)} and p.phone_number < ${someone(from + n)} order by p.phone_number)
    select id from b`);
  return rows[0]?.id ?? '';
}

export function tell(world: World, phone: string, more: Partial<Notice> = {}): Promise<unknown> {
  const notice: Notice = {
    kind: 'absence_alert',
    phone,
    params: { pupil: 'Ananya', class: 'Guitar', date: 'Tue 24 Nov' },
    origin: `test:${phone}`,
    notBefore: new Date(0),
    ...more,
  };
  return commit(world.app.db, notify(world.app.db, notice));
}

/** To whom Meta was handed messages, in order: numbers without their plus. */
export function handed(world: World): string[] {
  return world.meta.outbox.all().map((m) => String(m.json.to).replace('+', ''));
}

/** How many rows of a broadcast are in which state. */
export async function states(db: Db, broadcastId: string): Promise<Record<string, number>> {
  const { rows } = await db.execute<{ status: string; n: number }>(sql`
    select status, count(*)::int as n from bot.whatsapp_messages where broadcast_id = ${broadcastId}
    group by status order by status`);
  return Object.fromEntries(rows.map((r) => [r.status, Number(r.n)]));
}

export async function broadcast(db: Db, id: string) {
  const { rows } = await db.execute<{ status: string; reason: string | null }>(
    sql`select status, status_reason as reason from bot.broadcasts where id = ${id}`,
  );
  return rows[0];
}

/** Meta refuses these numbers at once; nobody else. */
export function refuses(world: World, code: number, to: (phone: string) => boolean, status = 400): void {
  server.use(
    http.post(`${world.env.WHATSAPP_API_URL}/*/messages`, async ({ request }) => {
      const body = (await request.clone().json()) as { to?: string; status?: string };
      if (body.status || !to(String(body.to ?? '').replace('+', ''))) return undefined;
      const error = { message: `(#${code}) refused`, type: 'OAuthException', code, fbtrace_id: 'A1' };
      return Response.json({ error }, { status });
    }),
  );
}
