import { sql } from 'drizzle-orm';
import * as z from 'zod';
import type { Db } from '../../../db/client.js';
import { copyFor } from '../../copy/index.js';
import { accountRows, readAccounts } from '../../school/account.js';
import { type StudentBalance, balanceOf } from '../../school/balance.js';
import { guardianNumbersOnly, ownNumbers } from '../../school/numbers-on-file.js';
import { IS_PUPIL } from '../../school/people.js';
import type { Language } from '../../understanding/intent.js';
import type { Subject } from './audience.js';
import type { Recipient } from './people.js';
import type { Placeholder } from './placeholders.js';

type Own = Partial<Record<Placeholder, string>>;

/** What is asked of the school's tables for a page of recipients, once for all of them. */
export interface OwnWords {
  of(recipient: Recipient, language: Language): Own;
}

export interface OwnWordsNeeds {
  used: ReadonlySet<Placeholder>;
  today: string;
  timezone: string;
}

/** Reads what the placeholders need, and nothing where none is used. */
export async function readOwnWords(
  db: Db,
  recipients: readonly Recipient[],
  { used, today, timezone }: OwnWordsNeeds,
): Promise<OwnWords> {
  const listed = recipients.flatMap((r) => r.subjects.flatMap((s) => (s.kind === 'number' ? [r] : [])));
  const found = used.size > 0 && listed.length > 0 ? await pupilsWith(db, listed) : new Map();
  const pupilsOf = (r: Recipient): Subject[] =>
    r.subjects
      .flatMap((s) => (s.kind === 'pupil' ? [s] : s.kind === 'number' ? (found.get(r.person.id) ?? []) : []))
      .sort((a, b) => (a.name ?? '').localeCompare(b.name ?? ''));
  const ids = recipients.flatMap((r) => pupilsOf(r).map((s) => s.id));
  const accounts =
    used.has('balance') && ids.length > 0 ? readAccounts(await accountRows(db, [...new Set(ids)])) : [];
  const balances = new Map(
    accounts.map((a) => [a.studentId, balanceOf(a, { today, timezone, low: 0 })] as const),
  );
  return {
    of: (recipient, language) => {
      const pupils = pupilsOf(recipient);
      const list = (words: readonly string[]) => joined(words, language);
      return {
        name: nameOf(recipient, pupils, language),
        child: list(pupils.map((p) => p.name ?? '')),
        class: list(pupils.flatMap((p) => p.instruments)),
        balance: list(pupils.flatMap((p) => balanceWords(p, pupils.length > 1, balances.get(p.id)))),
      };
    },
  };
}

/** The guardian's name where the number is theirs, else the pupil's or teacher's own, else as they call themselves. */
function nameOf(
  { guardian, person, subjects }: Recipient,
  pupils: readonly Subject[],
  language: Language,
): string {
  const names = pupils.map((p) => p.name ?? '');
  const asGuardian = pupils.some((p) => guardianNumbersOnly(p).includes(person.phoneNumber ?? ''));
  if (pupils.length > 0 && (guardian || asGuardian)) {
    const named = pupils.find((p) => p.guardian?.trim());
    return named?.guardian ?? copyFor(language).broadcast.family(joined(names, language));
  }
  if (pupils.length > 0) return joined(names, language);
  return subjects.find((s) => s.name)?.name ?? person.profileName ?? '';
}

/** "2"; of several instruments or pupils each with its name. Below zero is shown as nothing left. */
function balanceWords(pupil: Subject, several: boolean, balance: StudentBalance | undefined): string[] {
  if (!balance) return [];
  const left = (n: number) => String(Math.max(n, 0));
  const taught = balance.instruments.filter((i) => i.enrolled);
  const [only] = taught;
  const words =
    taught.length > 1
      ? taught.map((i) => `${i.instrument} ${left(i.balance)}`).join(', ')
      : left(only && balance.unassigned === 0 ? only.balance : balance.total.balance);
  return [several ? `${pupil.name ?? ''} ${words}` : words];
}

function joined(words: readonly string[], language: Language): string {
  const each = [...new Set(words.filter(Boolean))];
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(each);
}

const Row = z.object({
  id: z.string(),
  name: z.string(),
  guardian: z.string().nullable(),
  phone: z.string().nullable(),
  metadata: z.unknown(),
  instruments: z.array(z.string().nullable()),
});

/** The pupils on file under the numbers of a list, by the person who has the number. */
async function pupilsWith(db: Db, recipients: readonly Recipient[]): Promise<Map<string, Subject[]>> {
  const tails = recipients.flatMap(({ person: { phoneNumber: n } }) => (n ? [n.slice(-10)] : []));
  const { rows } = await db.execute(sql`
    select s.id, s.name, s.guardian_contact as guardian, s.phone, s.metadata,
      array(select distinct i.name from enrollments e join enrollment_batches eb on eb.enrollment_id = e.id
        join batches b on b.id = eb.batch_id join instruments i on i.id = b.instrument_id
        where e.student_id = s.id and e.status = 'active' order by i.name) as instruments
    from (select s.*, regexp_replace(concat_ws(' ', s.phone, s.metadata ->> 'phone', s.metadata ->> 'guardian_phone'),
        '[^0-9]', '', 'g') as digits from students s where ${IS_PUPIL}) s
    where exists (select 1 from unnest(${sql.param(tails)}::text[]) t where position(t in s.digits) > 0)
    order by s.name, s.id`);
  const pupils = z.array(Row).parse(rows);
  const on = new Map<string, Subject[]>();
  for (const { person } of recipients) {
    const number = person.phoneNumber ?? '';
    const theirs = pupils.filter((p) => [...guardianNumbersOnly(p), ...ownNumbers(p)].includes(number));
    on.set(
      person.id,
      theirs.map((p) => ({
        kind: 'pupil',
        ...p,
        family: number,
        instruments: p.instruments.flatMap((i) => i ?? []),
      })),
    );
  }
  return on;
}
