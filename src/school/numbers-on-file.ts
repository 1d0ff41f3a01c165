import { sql } from 'drizzle-orm';
import { phonesIn } from './phone.js';

/** How a person `w` is found for a notice: by digits, or by Meta's user id where they show no number. */
export const SHOWN_AS = sql`coalesce(w.phone_number, w.wa_user_id)`;

/** The parts of a students row in which numbers stand, as free text. */
export interface NumbersOnFile {
  phone: string | null;
  metadata: unknown;
}

/** Where the school writes to about a pupil: the guardian's numbers; the pupil's own only where there is no other. */
export function guardianNumbers(student: NumbersOnFile): string[] {
  const guardian = guardianNumbersOnly(student);
  return guardian.length > 0 ? guardian : ownNumbers(student);
}

export function guardianNumbersOnly({ metadata }: NumbersOnFile): string[] {
  return phonesIn(textOf(metadata, 'guardian_phone'));
}

export function ownNumbers({ phone, metadata }: NumbersOnFile): string[] {
  return [...new Set([...phonesIn(phone), ...phonesIn(textOf(metadata, 'phone'))])];
}

/** A text of a jsonb column in which anything may stand; a number that was stored as a number counts as text. */
function textOf(metadata: unknown, key: string): string | null {
  if (typeof metadata !== 'object' || metadata === null) return null;
  const value: unknown = Object.entries(metadata).find(([k]) => k === key)?.[1];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
