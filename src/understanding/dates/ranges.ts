const HALF = String.raw`(?:\s*([ap])\.?\s?m\b\.?)`;
const JOIN = String.raw`\s*(?:-|–|to|till|se)\s*`;
const CLOCK = String.raw`(\d{1,2})[:.]([0-5]\d)`;
/** "5:00-6:00", "5.00 pm to 6.00 pm"; "5-6 pm" and "5 to 6pm", but not "1-5", which are pupils' numbers. */
const RANGE = new RegExp(
  String.raw`(?<![\d./:-])(?:${CLOCK}${HALF}?${JOIN}${CLOCK}${HALF}?|(\d{1,2})${HALF}?${JOIN}(\d{1,2})${HALF})(?![\d/]|[.:]\d)`,
  'giu',
);

/** From when to when, where both are said: the places of the whole in the text. */
export function timeRanges(typed: string): { start: number; end: number }[] {
  return [...typed.matchAll(RANGE)].map((m) => ({ start: m.index, end: m.index + m[0].length }));
}

/** Only the beginning of each range is left, in its half of the day; everything else stays where it is. */
export function beginningsOf(typed: string): string {
  return typed.replace(RANGE, (whole, h1, m1, a1, h2, _m2, a2, hour1, b1, hour2, b2) => {
    const [from, to] = [Number(h1 ?? hour1) % 12, Number(h2 ?? hour2) % 12];
    const said: string | undefined = a1 ?? b1;
    const later: string | undefined = (a2 ?? b2)?.toLowerCase();
    const same = from <= to || later === undefined;
    const half = said ?? (same ? later : later === 'p' ? 'a' : 'p');
    const begin = `${h1 ?? hour1}${m1 === undefined ? '' : `:${m1}`}${half ? `${half}m` : ''}`;
    return begin.padEnd(whole.length).slice(0, whole.length);
  });
}
