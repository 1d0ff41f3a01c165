import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.js';
import { phonesIn } from '../../src/school/phone.js';
import type { DirectoryEntry } from '../simulator/world.js';

interface Row extends Record<string, unknown> {
  name: string;
  phone: string | null;
  role: string;
  note: string;
}

/** Whom one can be on the chat page: the office, teachers with what they teach, families with their children. */
export async function schoolPeople(db: Db): Promise<DirectoryEntry[]> {
  const { rows } = await db.execute<Row>(sql`
    select coalesce(profile_name, 'Office') as name, phone_number as phone, 'admin' as role, 'the office' as note
      from bot.whatsapp_subscriptions where user_type = 'admin'
    union all
    select t.name, t.phone, 'teacher', coalesce('teaches ' || string_agg(distinct i.name, ', '), 'has no batch')
      from teachers t left join batches b on b.teacher_id = t.id left join instruments i on i.id = b.instrument_id
      where t.is_active group by t.id, t.name, t.phone
    union all
    select coalesce(s.metadata->>'guardian_name', s.guardian_contact, 'Guardian'), s.metadata->>'guardian_phone',
        'parent', 'family of ' || string_agg(s.name, ', ' order by s.name)
      from students s where s.is_active and coalesce(s.student_type, 'permanent') = 'permanent'
        and s.metadata->>'guardian_phone' is not null
      group by 1, 2
    union all
    select s.name, coalesce(s.phone, s.metadata->>'phone'), 'student', 'a pupil with a number of their own'
      from students s where s.is_active and coalesce(s.student_type, 'permanent') = 'permanent'
        and coalesce(s.phone, s.metadata->>'phone') is not null`);
  return rows.flatMap(({ name, phone, role, note }) =>
    phonesIn(phone).map((digits) => ({ name, phone: digits, role, note })),
  );
}
