const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `+10m`, `+1h`, `-1d`, an ISO time, or a wall time of the school such as `2026-11-24T18:05`. */
export function readTime(text: string, now: Date, timeZone: string): Date {
  const step = /^([+-])\s*(\d+)\s*([smhd])/.exec(text.trim());
  if (step) {
    const ms = Number(step[2]) * (UNITS[step[3] ?? ''] ?? 0);
    return new Date(now.getTime() + (step[1] === '-' ? -ms : ms));
  }
  const wall = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?$/.test(text.trim());
  const time = wall ? fromWall(text.trim().replace(' ', 'T'), timeZone) : new Date(text);
  if (Number.isNaN(time.getTime()))
    throw new Error(`"${text}" is no time. Try +10m, +1h, +1d or 2026-11-24T18:05.`);
  return time;
}

function fromWall(wall: string, timeZone: string): Date {
  const asUtc = Date.parse(wall.length === 10 ? `${wall}T00:00Z` : `${wall}Z`);
  const guess = asUtc - offset(new Date(asUtc), timeZone);
  // Once more with the guess's own offset: near a change of summer time the two differ.
  return new Date(asUtc - offset(new Date(guess), timeZone));
}

function offset(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '00';
  const wall = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`;
  return Date.parse(wall) - Math.floor(at.getTime() / 1000) * 1000;
}
