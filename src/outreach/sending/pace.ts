/** How many messages the school has started in a second of the clock, shared by all instances. */
export interface SendWindow {
  /**
   * Counts `n` more in that second (since 1970; less than none gives back) and says how many there are now.
   * Throws when it cannot be counted.
   */
  add(second: number, n: number): Promise<number>;
}

/** Lets so many messages go in each second of the clock. */
export interface Pacer {
  /** Waits for room. How many of `n` may go now, none only when `until` (Date.now) has come. */
  permit(n: number, until: number): Promise<Permit>;
  /** Counts what was permitted and not sent as not sent. */
  giveBack(permit: Permit, n: number): Promise<void>;
  /** Replies of the last second were counted: what they leave of the number's own limit is what there is. */
  noteReplies(count: number): void;
  /** Meta said that it was too fast. */
  rest(ms: number): void;
}

export interface Permit {
  second: number;
  count: number;
  /** Until when (Date.now) they must have been handed over to be counted by Meta in the same second. */
  goodUntil: number;
}

export interface Pace {
  /** What the number may send in a second, replies and all; null where we set no limit. */
  inAll: number | null;
}

/** Of the number's limit, what the school's own messages may take at most: the rest is always free for answers. */
const BULK_SHARE = 3 / 4;
/**
 * Messages leave within this part of each second, so that Meta's clock and the way to it, some tenths of a second
 * apart from ours, still count them in one second.
 */
const FROM_MS = 30;
const TO_MS = 450;
const GOOD_UNTIL_MS = 600;
const REPLIES_COUNT_FOR_MS = 2000;

export function createPacer(window: SendWindow, { inAll }: Pace): Pacer {
  let replies = { count: 0, at: 0 };
  let restUntil = 0;
  let full = -1;
  let queue: Promise<unknown> = Promise.resolve();

  const room = (limit: number): number => {
    const left = Date.now() - replies.at < REPLIES_COUNT_FOR_MS ? limit - replies.count : limit;
    return Math.max(0, Math.min(Math.floor(limit * BULK_SHARE), left));
  };
  const take = async (limit: number, n: number, until: number): Promise<Permit> => {
    for (let now = Date.now(); now < until; now = Date.now()) {
      const second = Math.floor(now / 1000);
      const wait = waitFor(now, Math.max(restUntil, full === second ? (second + 1) * 1000 : 0));
      if (wait > 0) {
        await sleep(Math.min(wait, until - now));
        continue;
      }
      const most = room(limit);
      const wanted = Math.min(n, most);
      const before = wanted > 0 ? (await window.add(second, wanted)) - wanted : most;
      const count = Math.max(0, Math.min(wanted, most - before));
      if (count > 0 && count < wanted) await window.add(second, count - wanted);
      if (count > 0) return { second, count, goodUntil: second * 1000 + GOOD_UNTIL_MS };
      full = second;
    }
    return { second: 0, count: 0, goodUntil: 0 };
  };
  return {
    permit(n, until) {
      if (inAll === null) {
        const count = Date.now() < until ? n : 0;
        return Promise.resolve({ second: 0, count, goodUntil: Number.POSITIVE_INFINITY });
      }
      // One after another: several who ask in the same second would only take from each other.
      const mine = queue.then(() => take(inAll, n, until));
      queue = mine.catch(() => undefined);
      return mine;
    },
    async giveBack({ second }, n) {
      if (inAll !== null && n > 0) await window.add(second, -n).catch(() => undefined);
    },
    noteReplies(count) {
      replies = { count, at: Date.now() };
    },
    rest(ms) {
      restUntil = Math.max(restUntil, Date.now() + ms);
    },
  };
}

/** Milliseconds until the part of a second in which messages leave, not before `earliest`. */
function waitFor(now: number, earliest: number): number {
  const at = Math.max(now, earliest);
  const into = at % 1000;
  if (into < FROM_MS) return at - into + FROM_MS - now;
  return into > TO_MS ? at - into + 1000 + FROM_MS - now : at - now;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
