import { readDateRange } from '../src/understanding/dates.js';
import { Entities } from '../src/understanding/intent.js';
import { instrumentIn } from '../src/understanding/offline/words.js';

/** How the words of one kind were read: `n` were to be found, `said` were named, and so many of these were right. */
export interface EntityScore {
  n: number;
  said: number;
  right: number;
  /** Of what was said, the share that was right; null where nothing was said. */
  precision: number | null;
  /** Of what was to be found, the share that was; null where there was nothing. */
  recall: number | null;
}

type Kind = keyof typeof Entities.shape;
const KINDS = Object.keys(Entities.shape) as Kind[];

/** By what words are compared: the reader's day, and what the school teaches. */
interface Known {
  today: string;
  instruments: readonly string[];
}

/** Counts over lines whose entities are labelled, kind by kind. A line with `{}` is not labelled and counts nowhere. */
export function createEntityCount({ today, instruments }: Known) {
  const counts = new Map<Kind, { n: number; said: number; right: number }>();
  return {
    add(expected: Record<string, unknown>, got: Entities): void {
      if (Object.keys(expected).length === 0) return;
      for (const kind of KINDS) {
        const wanted = values(expected[kind]);
        const said = values(got[kind]);
        const right = said.filter((s) =>
          wanted.some((w) => same(kind, [w, s], { today, instruments })),
        ).length;
        const known = counts.get(kind) ?? { n: 0, said: 0, right: 0 };
        counts.set(kind, {
          n: known.n + wanted.length,
          said: known.said + said.length,
          right: known.right + Math.min(right, wanted.length),
        });
      }
    },
    scores(): Record<string, EntityScore> {
      const used = [...counts].filter(([, c]) => c.n + c.said > 0);
      return Object.fromEntries(
        used.map(([kind, c]) => [
          kind,
          { ...c, precision: share(c.right, c.said), recall: share(c.right, c.n) },
        ]),
      );
    },
  };
}

function values(value: unknown): string[] {
  if (value === undefined || value === null || value === false) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** As typed, but for capitals, marks and "'s"; two ways to write one date or one instrument are the same. */
function same(kind: Kind, [w, s]: [string, string], { today, instruments }: Known): boolean {
  if (plain(w) === plain(s)) return true;
  if (kind === 'instrument') {
    const taught = instrumentIn(w, instruments);
    return taught !== null && taught === instrumentIn(s, instruments);
  }
  if (kind !== 'date') return false;
  const [a, b] = [readDateRange(w, today), readDateRange(s, today)];
  return a !== null && b !== null && a.from === b.from && a.to === b.to;
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]s\b/g, '')
    .replace(/[^\p{L}\p{M}\p{N}:]+/gu, ' ')
    .trim();
}

function share(some: number, all: number): number | null {
  return all === 0 ? null : Math.round((some / all) * 10_000) / 10_000;
}
