import type { Db, Write } from '../../db/client.js';

/** What every verb of the school is given. `now` is the app's clock; dates are local to `timezone`. */
export interface SchoolContext {
  db: Db;
  now: Date;
  /** IANA name, Asia/Kolkata for the first school. */
  timezone: string;
}

/**
 * What every verb gives: what it found (a union the caller must cover) and the guarded statements that make it so.
 * A verb writes nothing by itself.
 */
export interface Result<Outcome> {
  outcome: Outcome;
  writes: Write[];
}
