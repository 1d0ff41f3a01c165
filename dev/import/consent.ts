import type { people } from '../../db/schema/bot.js';
import { instantOf } from '../../src/school/dates.js';
import { guardianNumbersOnly, ownNumbers } from '../../src/school/numbers-on-file.js';
import { parsePhone, phonesIn } from '../../src/school/phone.js';
import type { SchoolFile } from './shape.js';

type PersonRow = typeof people.$inferInsert;
type Kind = 'admin' | 'teacher' | 'student' | 'prospect';

/**
 * A person for every number in the file, with the consent that the file records. Without one only admins
 * become people, and nobody is written to first.
 */
export function peopleRows(file: SchoolFile): PersonRow[] {
  const kinds = new Map<string, Kind>();
  const names = new Map<string, string>();
  // Mightier kinds come later and replace the ones before.
  if (file.consent)
    for (const [number, kind] of [...pupilNumbers(file), ...teacherNumbers(file)])
      keepMightier(kinds, number, kind);
  for (const { name, phone } of file.admins) {
    const number = parsePhone(phone);
    if (number === null) continue;
    kinds.set(number, 'admin');
    names.set(number, name);
  }
  const consent = file.consent && {
    optedInAt: instantOf(file.consent.date, '00:00', file.school.timezone),
    consentSource: file.consent.source,
  };
  return [...kinds].map(([phoneNumber, userType]) => ({
    phoneNumber,
    userType,
    profileName: names.get(phoneNumber) ?? null,
    ...consent,
  }));
}

const MIGHT: readonly Kind[] = ['prospect', 'student', 'teacher', 'admin'];

function keepMightier(kinds: Map<string, Kind>, number: string, kind: Kind): void {
  const now = kinds.get(number);
  if (now === undefined || MIGHT.indexOf(kind) > MIGHT.indexOf(now)) kinds.set(number, kind);
}

function pupilNumbers(file: SchoolFile): [string, Kind][] {
  return file.students.flatMap((s) => {
    const onFile = { phone: s.phone ?? null, metadata: { guardian_phone: s.guardian_phone } };
    const kind: Kind = s.is_active && s.student_type === 'permanent' ? 'student' : 'prospect';
    return [...guardianNumbersOnly(onFile), ...ownNumbers(onFile)].map((n): [string, Kind] => [n, kind]);
  });
}

function teacherNumbers(file: SchoolFile): [string, Kind][] {
  const numbers = file.teachers.flatMap((t) => phonesIn(t.phone));
  // A number of two teachers names neither of them.
  return numbers.map((n) => [n, numbers.indexOf(n) === numbers.lastIndexOf(n) ? 'teacher' : 'prospect']);
}
