/** Free-form messages go within 24 hours of the person's last message; five minutes are left for clocks that differ. */
export const WINDOW_MS = 24 * 3_600_000 - 5 * 60_000;

export function windowOpen(lastInboundAt: Date | null, now: Date): boolean {
  return lastInboundAt !== null && now.getTime() - lastInboundAt.getTime() < WINDOW_MS;
}

/** Meta's word wins over our clock: a window it has called closed stays so until the person writes again. */
export function windowOpenFor(
  person: { lastInboundAt: Date | null; windowClosedAt: Date | null },
  now: Date,
): boolean {
  const { lastInboundAt, windowClosedAt } = person;
  const closed = windowClosedAt !== null && lastInboundAt !== null && windowClosedAt >= lastInboundAt;
  return !closed && windowOpen(lastInboundAt, now);
}

/** Quiet hours as `21:00-08:00`, in minutes of the school's day. */
function quietRange(hours: string): { from: number; to: number } {
  const [from = '', to = ''] = hours.split('-');
  return { from: minutes(from), to: minutes(to) };
}

/** Minutes until quiet hours end, 0 when it is not quiet. */
export function quietForMinutes(hours: string, now: Date, timezone: string): number {
  const { from, to } = quietRange(hours);
  const local = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    hour: '2-digit',
    minute: '2-digit',
  }).format(now);
  const at = minutes(local);
  const quiet = from <= to ? at >= from && at < to : at >= from || at < to;
  return quiet ? (to - at + 1440) % 1440 : 0;
}

function minutes(clock: string): number {
  const [h = '0', m = '0'] = clock.split(':');
  return Number(h) * 60 + Number(m);
}
