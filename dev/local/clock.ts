export interface MovableClock {
  now(): Date;
  /** From this moment it shows that time, an ISO time or epoch ms, and runs on. @throws when it is no time. */
  move(to: string | number): void;
}

/** A clock that runs as the machine's does, from `start` (an ISO time) if one is given. */
export function movableClock(start?: string): MovableClock {
  let offset = 0;
  const clock = {
    now: () => new Date(Date.now() + offset),
    move: (to: string | number) => {
      const time = new Date(to).getTime();
      if (Number.isNaN(time)) throw new Error(`${to} is not a time like 2026-11-24T17:00:00+05:30`);
      offset = time - Date.now();
    },
  };
  if (start) clock.move(start);
  return clock;
}
