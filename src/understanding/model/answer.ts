import * as z from 'zod';
import { readTime } from '../dates.js';
import { Entities, Intent, Language } from '../intent.js';
import { MASK } from './masks.js';

const KEYS = Object.keys(Entities.shape) as [keyof Entities, ...(keyof Entities)[]];

/** The only thing the model can say: an intent, and words of the message. A list of pairs costs less than 17 nulls. */
const Answer = z.object({
  intent: Intent,
  sure: z.boolean(),
  language: Language,
  words: z.array(z.object({ key: z.enum(KEYS), value: z.string() })),
});
export type Answer = z.infer<typeof Answer>;

let schema: Record<string, unknown> | undefined;

export function answerSchema(): Record<string, unknown> {
  if (!schema) {
    const { $schema, ...rest } = z.toJSONSchema(Answer, { target: 'draft-7' });
    schema = rest;
  }
  return schema;
}

/** Null for anything that is not such an answer. */
export function parseAnswer(output: string): Answer | null {
  try {
    const parsed = Answer.safeParse(JSON.parse(output));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

// These have to stand in the message: a name the model made up must not reach a register.
const AS_TYPED: ReadonlySet<string> = new Set([
  'present',
  'absent',
  'student',
  'date',
  'reason',
  'audience',
  'message',
  'name',
  'id',
]);
const LONGEST = 300;

/** The words as entities; what was not typed, is masked, or does not fit its kind is dropped. */
export function entitiesFrom(answer: Answer, text: string): Entities {
  const out: Record<string, unknown> = {};
  for (const { key, value } of answer.words) {
    const word = value.trim().slice(0, LONGEST);
    if (word === '' || MASK.test(word)) continue;
    if (AS_TYPED.has(key) && !plain(text).includes(plain(word))) continue;
    const read = readValue(key, word);
    if (read === undefined) continue;
    if (key === 'present' || key === 'absent')
      out[key] = [...((out[key] as string[] | undefined) ?? []), word];
    else out[key] = read;
  }
  const parsed = Entities.safeParse(out);
  return parsed.success ? parsed.data : {};
}

function readValue(key: keyof Entities, word: string): unknown {
  if (key === 'all_present' || key === 'makeup') return /^true$/i.test(word) ? true : undefined;
  if (key === 'age') return /^\d{1,2}$/.test(word) ? Number(word) : undefined;
  if (key === 'language') return Language.safeParse(word).data;
  if (key === 'time') return readTime(word)?.time;
  return word;
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ');
}
