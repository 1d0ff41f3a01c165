import * as z from 'zod';
import { Intent, type Role } from '../src/understanding/intent.js';
import type { Model } from '../src/understanding/model.js';
import { readRegister } from '../src/understanding/register.js';
import { understand } from '../src/understanding/understand.js';
import { type EntityScore, createEntityCount } from './evaluation-entities.js';

/** One line of an evaluation file (JSON Lines). */
const Line = z.object({
  id: z.string(),
  role: z.enum(['teacher', 'student', 'admin', 'prospect'] satisfies Role[]),
  lang: z.enum(['en', 'en-typo', 'hinglish', 'tenglish', 'hi', 'te']),
  text: z.string().min(1),
  intent: Intent,
  entities: z.record(z.string(), z.unknown()),
  roster: z.array(z.string()).optional(),
  expect: z
    .object({
      present: z.array(z.string()),
      absent: z.array(z.string()),
      ask: z.array(z.string()).default([]),
    })
    .optional(),
});
export type Line = z.infer<typeof Line>;

export interface Report {
  n: number;
  accuracy: number;
  by_intent: Record<string, { n: number; accuracy: number }>;
  by_language: Record<string, { n: number; accuracy: number }>;
  /** Share of the lines with a roster whose register was read exactly right; null without any. */
  registers: number | null;
  without_model: number;
  /** By kind of word, over the lines that have any labelled. */
  entities: Record<string, EntityScore>;
  misses: Miss[];
}
interface Miss {
  id: string;
  text: string;
  expected: unknown;
  got: unknown;
}

const INSTRUMENTS = [
  'Keyboard',
  'Guitar',
  'Piano',
  'Drums',
  'Tabla',
  'Violin',
  'Hindustani Vocals',
  'Carnatic Vocals',
];
const TODAY = '2026-11-18';

/** Throws with the number of the first line that is not as it should be. */
export function readLines(content: string): Line[] {
  return content.split('\n').flatMap((row, i) => (row.trim() === '' ? [] : [readLine(row, i + 1)]));
}

function readLine(row: string, number: number): Line {
  let json: unknown;
  try {
    json = JSON.parse(row);
  } catch {
    throw new Error(`line ${number}: not JSON`);
  }
  const parsed = Line.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`line ${number}: ${issue?.path.join('.') || 'line'}: ${issue?.message}`);
}

export async function evaluate(lines: readonly Line[], model: Model | null): Promise<Report> {
  const misses: Miss[] = [];
  const right = new Set<Line>();
  const entities = createEntityCount({ today: TODAY, instruments: INSTRUMENTS });
  let withoutModel = 0;
  for (const line of lines) {
    const { text, role } = line;
    const meter = { reserve: async () => 'ok' as const, record: () => {} };
    const got = await understand({ model, meter }, { text, role, today: TODAY, instruments: INSTRUMENTS });
    if (got.by !== 'model') withoutModel++;
    entities.add(line.entities, got.entities);
    if (got.intent === line.intent) right.add(line);
    else misses.push({ id: line.id, text, expected: line.intent, got: got.intent });
  }
  const registers = lines.filter((l) => l.roster && l.expect);
  const wrong = registers.flatMap((line) => registerMiss(line) ?? []);
  const share = (some: readonly Line[]) =>
    some.length === 0 ? 0 : round(some.filter((l) => right.has(l)).length / some.length);
  const by = (key: 'intent' | 'lang') =>
    Object.fromEntries(
      [...new Set(lines.map((l) => l[key]))].sort().map((name) => {
        const some = lines.filter((l) => l[key] === name);
        return [name, { n: some.length, accuracy: share(some) }];
      }),
    );
  return {
    n: lines.length,
    accuracy: share(lines),
    by_intent: by('intent'),
    by_language: by('lang'),
    registers: registers.length === 0 ? null : round(1 - wrong.length / registers.length),
    without_model: lines.length === 0 ? 0 : round(withoutModel / lines.length),
    entities: entities.scores(),
    misses: [...misses, ...wrong],
  };
}

function registerMiss({ id, text, roster, expect }: Line): Miss | null {
  const reading = readRegister(
    text,
    (roster ?? []).map((name) => ({ id: name, name })),
  );
  const got = { present: reading.present, absent: reading.absent, ask: reading.ask.map((a) => a.word) };
  const plain = (r: typeof got) =>
    JSON.stringify([r.present, r.absent, r.ask].map((l) => l.map((w) => w.toLowerCase()).sort()));
  return expect && plain(expect) !== plain(got) ? { id, text, expected: expect, got } : null;
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
