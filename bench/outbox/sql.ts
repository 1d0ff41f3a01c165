import { sql } from 'drizzle-orm';
import { emptyCluster, openSnapshot } from '../../dev/database/cluster.js';
import { sqlEndpoint } from '../../dev/database/endpoint.js';
import { connectInProcess } from '../../dev/database/in-process.js';
import { pgliteBackend } from '../../dev/database/pglite.js';
import { postgresBackend } from '../../dev/database/postgres.js';
import { fillWithDemoSchool } from '../../dev/database/school.js';
import { serveFetch } from '../../dev/serve.js';
import { REMINDERS } from '../../src/school/office/reminders.js';
import { TODAY } from '../settings.js';

// The bot's database in a process of its own: PostgreSQL where an empty one is named, else PGlite. It counts requests
// by what they are for, plans broadcasts to people invented in bulk, and says what became of them.

/** What the parent asks for; each is answered with rows. */
export type Ask =
  | { plan: number }
  | { states: string }
  | { counts: true }
  /** As if a minute had passed for what was cut off. */
  | { minutePasses: true }
  /** Ends every broadcast that is under way. */
  | { stopAll: true };

const server = process.env.BENCH_DATABASE_URL;
const backend = server
  ? postgresBackend(server, { max: 20 })
  : pgliteBackend(await openSnapshot(await emptyCluster()));
const db = connectInProcess(sqlEndpoint(backend));
await fillWithDemoSchool(db, TODAY);
await db.execute(sql`
  insert into bot.settings (key, value)
  select key, 'false' from unnest(string_to_array(${REMINDERS.join(',')}, ',')) as off(key) on conflict do nothing`);
await db.execute(sql`
  insert into bot.whatsapp_templates (template_name, language, template_type, category, content, status)
  values ('announcement', 'en', 'notification', 'marketing', 'x', 'approved')`);

const NAMES: readonly (readonly [string, string])[] = [
  ['claim', 'for no key update of m, p skip locked'],
  ['record', 'accepted_at timestamptz, not_before'],
  ['begin', 'cut off while sending'],
  ['second', 'bot.send_seconds'],
  ['statuses', 'array_position'],
];
let counts: Record<string, number> = {};
const endpoint = sqlEndpoint(backend);
const served = await serveFetch(async (request) => {
  const body = await request.text();
  const name = NAMES.find(([, mark]) => body.includes(mark))?.[0] ?? 'other';
  counts[name] = (counts[name] ?? 0) + 1;
  return endpoint(new Request(request.url, { method: 'POST', headers: request.headers, body }));
});

let crowds = 0;
const PARAMS = { school: 'Sargam School of Music', message: 'The concert is on Saturday at 6 pm.' };

async function answer(ask: Ask): Promise<unknown> {
  if ('counts' in ask) {
    const now = counts;
    counts = {};
    return now;
  }
  if ('plan' in ask) return plan(ask.plan);
  if ('states' in ask)
    return (
      await db.execute(sql`select m.status, count(*)::int as n, b.status as broadcast
        from bot.whatsapp_messages m join bot.broadcasts b on b.id = m.broadcast_id
        where m.broadcast_id = ${ask.states} group by 1, 3 order by 1`)
    ).rows;
  if ('stopAll' in ask) {
    await db.execute(sql`update bot.broadcasts set status = 'cancelled' where status = 'sending'`);
    return [];
  }
  await db.execute(
    sql`update bot.whatsapp_messages set try_at = try_at - interval '61 seconds' where status = 'sending'`,
  );
  return [];
}

/** A broadcast to so many people, each of a number of their own, as planning leaves it. */
async function plan(n: number): Promise<string> {
  const payload = JSON.stringify({ template: 'announcement', params: PARAMS });
  const crowd = `9188${String(crowds++).padStart(2, '0')}`;
  await db.execute(sql`insert into bot.whatsapp_subscriptions (phone_number, opted_in_at, consent_source)
    select ${crowd}::text || lpad(i::text, 6, '0'), now(), 'enrolment form' from generate_series(1, ${n}::int) as i`);
  const { rows } = await db.execute<{ id: string }>(sql`
    with b as (
      insert into bot.broadcasts (recipient_type, template_name, category, status, planned)
      values ('all_students', 'announcement', 'marketing', 'sending', ${n}::int) returning id
    ), m as (
      insert into bot.whatsapp_messages
        (person_id, phone_number, direction, message_type, kind, payload, status, broadcast_id)
      select p.id, p.phone_number, 'outbound', 'template', 'announcement', ${payload}::jsonb, 'queued', b.id
      from b, bot.whatsapp_subscriptions p where p.phone_number like ${`${crowd}%`}
    ) select id from b`);
  await db.execute(sql`analyze bot.whatsapp_messages`);
  return rows[0]?.id ?? '';
}

process.on('message', (ask: Ask) => void answer(ask).then((rows) => process.send?.({ rows })));
process.on('disconnect', () => process.exit());
process.send?.({ url: served.url });
