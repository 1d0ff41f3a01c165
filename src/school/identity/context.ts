import type { SchoolContext } from '../context.js';
import type { Actor } from '../people.js';

/** What proving who somebody is depends on besides the school's tables. */
export interface IdentityContext extends SchoolContext {
  actor: Actor;
  identity: {
    /** What codes and links are made and checked with; worked out when asked for. */
    key(): Buffer;
    /** Whether e-mail is set up. */
    mail: boolean;
  };
}
