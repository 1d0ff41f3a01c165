import type { AccountRows, Payment } from './account.js';
import { addMonths, isDate, localDate } from './dates.js';

/** How many classes a payment bought: its own word, else (where there is one) its package's. */
export function classesOf(payment: Payment): number {
  const own = numberIn(payment.metadata?.credits_bought);
  if (payment.hasPackage) return own > 0 ? own : (payment.packageClasses ?? 0);
  return own;
}

/** What a payment was for: its package's instrument, else the one it names, else the pupil's only one. */
export function instrumentOf(payment: Payment, account: AccountRows): string | null {
  const named = payment.packageInstrumentId ?? textIn(payment.metadata?.instrument_id);
  if (named !== null && Object.hasOwn(account.instruments, named)) return named;
  const [only, ...others] = instrumentsNow(account);
  return others.length === 0 ? (only ?? null) : null;
}

export const MONTHS = { monthly: 1, quarterly: 3, half_yearly: 6, yearly: 12 } as const;
export type Frequency = keyof typeof MONTHS;

/** When the payment after this one is due: the end of its period, else its own date plus the frequency. */
export function nextDue(
  { last, instrumentId }: { last: Payment; instrumentId: string },
  account: AccountRows,
  timezone: string,
): string | null {
  const end = dateIn(last.metadata?.period_end, timezone);
  if (end !== null) return end;
  const frequency = frequencyOf(last, account, instrumentId);
  return frequency === null ? null : addMonths(localDate(last.at, timezone), MONTHS[frequency]);
}

function frequencyOf(payment: Payment, account: AccountRows, instrumentId: string): Frequency | null {
  const enrolled = account.enrolments.filter((e) => e.instrumentId === instrumentId);
  return (
    frequencyIn(payment.metadata?.payment_frequency) ??
    enrolled.map((e) => frequencyIn(e.frequency)).find((f) => f !== null) ??
    frequencyIn(payment.packageName)
  );
}

/** 'half_yearly', 'Half-Yearly' or "Guitar - Half yearly (48)"; the longer word wins over the one inside it. */
export function frequencyIn(value: unknown): Frequency | null {
  const word = /half[\s_-]?yearly|monthly|quarterly|yearly/.exec(textIn(value)?.toLowerCase() ?? '')?.[0];
  if (word === undefined) return null;
  if (word.startsWith('half')) return 'half_yearly';
  return word === 'monthly' || word === 'quarterly' ? word : 'yearly';
}

/** In classes now or paused; of a pupil who has none such, all that is known. */
function instrumentsNow(account: AccountRows): string[] {
  const now = account.enrolments.filter((e) => e.status !== 'completed').flatMap((e) => e.instrumentId ?? []);
  return now.length > 0 ? [...new Set(now)] : namedInstruments(account);
}

/** Every instrument that an account speaks of. */
export function knownInstruments(account: AccountRows): string[] {
  return [...new Set([...namedInstruments(account), ...instrumentsNow(account)])];
}

function namedInstruments({ enrolments, attendance, payments, instruments }: AccountRows): string[] {
  const named = [
    ...[...enrolments, ...attendance].map((row) => row.instrumentId),
    ...payments.map((p) => p.packageInstrumentId ?? textIn(p.metadata?.instrument_id)),
  ];
  return [...new Set(named.flatMap((id) => (id !== null && Object.hasOwn(instruments, id) ? id : [])))];
}

function numberIn(value: unknown): number {
  const n = typeof value === 'number' || typeof value === 'string' ? Number(value) : 0;
  return Number.isFinite(n) ? n : 0;
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A date as it stands, or the school's date at the instant it names. */
function dateIn(value: unknown, timezone: string): string | null {
  const text = textIn(value);
  if (text === null) return null;
  if (isDate(text)) return text;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? null : localDate(at, timezone);
}
