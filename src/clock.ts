/** Everything a person can notice goes by this clock; leases and settlement go by the database's. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
