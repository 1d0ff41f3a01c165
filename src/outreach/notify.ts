import type { Write } from '../../db/client.js';
import type { Db } from '../../db/client.js';

/** What the school tells somebody of its own accord. */
export type NoticeKind = 'absence_alert' | 'classes_low_alert';

export interface Notice {
  kind: NoticeKind;
  /** Digits with country code: the guardian's number first (school/people.ts guardianNumbers). */
  phone: string;
  /** Words for the message: names, dates and numbers as they are to be read. */
  params: Record<string, string>;
  /** What started it, as `draft:<id>`: undoing that withdraws the notice while it is not sent. */
  origin: string;
  /** Not to be sent before this instant (the app's clock). */
  notBefore: Date;
}

/** The statements that put a notice in the outbox. */
export function notify(db: Db, notice: Notice): Write[] {
  throw new Error(`being built: ${notice.kind} ${String(db)}`);
}

/** The statements that withdraw everything not yet sent that was started by `origin`. */
export function withdraw(db: Db, origin: string): Write[] {
  throw new Error(`being built: ${origin} ${String(db)}`);
}
