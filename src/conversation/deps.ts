import type { Db } from '../../db/client.js';
import type { Clock } from '../clock.js';
import type { Env } from '../env.js';
import type { Log } from '../log.js';
import type { Held } from '../mailbox/lease.js';
import type { Razorpay } from '../payments/razorpay.js';
import type { identityRows } from '../school/people.js';
import type { ChoiceRequest, ReadRequest, Understood } from '../understanding/intent.js';
import type { WhatsApp } from '../whatsapp/client.js';
import type { SessionStore } from './session.js';

/** What a turn needs of the app. */
export interface TurnDeps {
  env: Env;
  db: Db;
  clock: Clock;
  log: Log;
  whatsapp: WhatsApp;
  /** Null where payments are not set up. */
  razorpay: Razorpay | null;
  sessions: SessionStore;
  /** Text to intent; who asks is told so that what the model costs is counted for them. */
  understand(request: ReadRequest, personId: string): Promise<Understood>;
  /** Which of the school's own questions a text asks, by its index; null where nobody can say. */
  choose(request: ChoiceRequest, personId: string): Promise<number | null>;
  /** The school's own number as digits, for links to it; null while Meta does not say. */
  ownNumber(): Promise<string | null>;
  /** The instruments the school teaches; may be minutes old. */
  instruments(): Promise<readonly string[]>;
}

/** A person's mailbox as a turn holds it, with the rows that say who they are. */
export type Mailbox = Held<Awaited<ReturnType<typeof identityRows>>>;
