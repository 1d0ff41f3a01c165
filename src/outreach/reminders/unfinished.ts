import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { type Write, commit } from '../../../db/client.js';
import { addDays } from '../../school/dates.js';
import { Details, saysAnything } from '../../school/enquiry/facts.js';
import { SHOWN_AS } from '../../school/numbers-on-file.js';
import { Language } from '../../understanding/intent.js';
import { buttonId } from '../../whatsapp/reply.js';
import { type Notice, notify } from '../notify.js';
import { wordsOf } from '../recipients.js';
import type { Did, Run } from '../run.js';

const HOUR_MS = 3_600_000;
/** From this time of day on, unless the 24 hours in which we may write freely are over before the next look. */
const NEXT_MORNING = '10:00';
const LAST_CHANCE_MS = 22.75 * HOUR_MS;

const Row = z.object({
  id: z.string(),
  phone: z.string(),
  language: z.string().nullable(),
  lastInboundAt: z.coerce.date().nullable(),
});
const Draft = Row.extend({ version: z.number(), instrument: z.string().nullable(), date: z.string() });
const Enquiry = Row.extend({ details: z.unknown(), began: z.string() });

/** Who stopped in the middle of a list or an enquiry yesterday is asked once, the day after, whether to go on. */
export async function remindOfUnfinished(run: Run): Promise<Did> {
  const [drafts, enquiries] = await run.db.batch([draftRows(run), enquiryRows(run)]);
  const notices = [
    ...z
      .array(Draft)
      .parse(drafts.rows)
      .filter((d) => isTime(run, d))
      .map((d) => draftNotice(run, d)),
    ...z
      .array(Enquiry)
      .parse(enquiries.rows)
      .filter((e) => isTime(run, e))
      .flatMap((e) => enquiryNotice(run, e)),
  ];
  const writes: Write[] = notices.flatMap((n) => notify(run.db, n));
  await commit(run.db, writes);
  return { done: true, counts: { unfinished: notices.length } };
}

function isTime(run: Run, { lastInboundAt }: z.infer<typeof Row>): boolean {
  const since = lastInboundAt ? run.now.getTime() - lastInboundAt.getTime() : 0;
  return run.clock >= NEXT_MORNING || since > LAST_CHANCE_MS;
}

const NOT_WITH_OFFICE = sql`not exists (
  select 1 from bot.handovers h where h.person_id = w.id and h.ended_at is null)`;
const onceKeyIs = (key: ReturnType<typeof sql>) =>
  sql`exists (select 1 from bot.whatsapp_messages m where m.once_key = ${key})`;

/** Lists of yesterday that still wait for their Yes, of classes that nobody has marked since. */
function draftRows({ db, today, timezone }: Run) {
  return db.execute(sql`
    select d.id, d.version, ${SHOWN_AS} as phone, w.language, w.last_inbound_at as "lastInboundAt",
      i.name as instrument, d.attendance_date::text as date
    from bot.attendance_drafts d
    join bot.whatsapp_subscriptions w on w.id = d.person_id and ${SHOWN_AS} is not null
    left join batches b on b.id = d.batch_id left join instruments i on i.id = b.instrument_id
    where d.status = 'draft'
      and (d.updated_at at time zone ${timezone})::date = ${addDays(today, -1)}::date
      and not exists (select 1 from attendance_records r where r.batch_id = d.batch_id
        and r.session_date = d.attendance_date and r.is_extra is not true)
      and not exists (select 1 from teacher_attendance t where t.batch_id = d.batch_id
        and t.session_date = d.attendance_date and t.status = 'not_conducted')
      and not ${onceKeyIs(sql`'draft_waiting:' || d.id`)} and ${NOT_WITH_OFFICE}`);
}

/** Enquiries that were begun and left yesterday. */
function enquiryRows({ db, today, timezone }: Run) {
  return db.execute(sql`
    select w.id, ${SHOWN_AS} as phone, w.language, w.last_inbound_at as "lastInboundAt", l.details,
      to_char(l.created_at at time zone 'UTC', 'YYYYMMDDHH24MISS') as began
    from bot.leads l
    join bot.whatsapp_subscriptions w on w.id = l.person_id and ${SHOWN_AS} is not null
    where l.status = 'draft'
      and (l.updated_at at time zone ${timezone})::date = ${addDays(today, -1)}::date and ${NOT_WITH_OFFICE}
      and not ${onceKeyIs(
        sql`'enquiry_waiting:' || w.id || ':' || to_char(l.created_at at time zone 'UTC', 'YYYYMMDDHH24MISS')`,
      )}`);
}

function draftNotice(run: Run, d: z.infer<typeof Draft>): Notice {
  const { attendance: words } = wordsOf({ language: Language.catch('en').parse(d.language) });
  return {
    kind: 'draft_waiting',
    phone: d.phone,
    params: { class: d.instrument ?? '', date: words.day(d.date) },
    origin: `draft:${d.id}`,
    notBefore: run.now,
    onceKey: `draft_waiting:${d.id}`,
    buttons: [buttonId('att', 'list', d.id, d.version)],
  };
}

function enquiryNotice(run: Run, e: z.infer<typeof Enquiry>): Notice[] {
  const details = Details.catch(Details.parse({})).parse(e.details);
  if (!saysAnything(details)) return [];
  return [
    {
      kind: 'enquiry_waiting',
      phone: e.phone,
      params: { instrument: details.instrument ?? '' },
      origin: `enquiry:${e.id}`,
      notBefore: run.now,
      onceKey: `enquiry_waiting:${e.id}:${e.began}`,
      buttons: [buttonId('enq', 'yes', 'resume')],
    },
  ];
}
