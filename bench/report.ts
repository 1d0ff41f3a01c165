import { readFile, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';

const RESULTS = new URL('results.json', import.meta.url);

/** The value below which this share of all lies; 0 for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const median = (values: readonly number[]) => percentile(values, 0.5);

/** One decimal below 100, none above. */
export function rounded(value: number): number {
  return Math.abs(value) < 100 ? Math.round(value * 10) / 10 : Math.round(value);
}

export function table(title: string, rows: readonly (readonly (string | number)[])[]): void {
  const cells = rows.map((row) => row.map((cell) => String(typeof cell === 'number' ? rounded(cell) : cell)));
  const widths = (cells[0] ?? []).map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ');
  console.log(`\n${title}\n${cells.map((row) => `  ${line(row)}`).join('\n')}`);
}

/** What else the machine was doing: how many processes wanted a core, on average over the last minute. */
export const loadNow = () => rounded(loadavg()[0] ?? 0);

/** Puts one part's results beside the others in results.json. */
export async function save(part: string, results: object, load: { before: number }): Promise<void> {
  const before = await readFile(RESULTS, 'utf8').then(JSON.parse, () => ({}));
  const own = { node: process.version, load: { ...load, after: loadNow() }, ...results };
  await writeFile(RESULTS, `${JSON.stringify({ ...before, [part]: own }, null, 2)}\n`);
  console.log(`\nLoad ${own.load.before} before, ${own.load.after} after. Written to bench/results.json.`);
}
