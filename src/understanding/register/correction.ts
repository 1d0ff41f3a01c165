import type { Roster } from '../names.js';
import type { Question } from '../register.js';
import type { Status } from './items.js';
import { type Parsed, parseRegister } from './parse.js';
import { opposite } from './settle.js';

/** The register as it stands in the draft. */
export interface Draft {
  present: readonly string[];
  absent: readonly string[];
}

/** What a sentence changes in a draft; whoever is that already is `unchanged`. */
export interface Correction {
  toPresent: string[];
  toAbsent: string[];
  unchanged: string[];
  ask: Question[];
}

/**
 * "Sarah was also present", "not John", "swap Mary and Ahmed", "3 absent". Unlike a first register it says
 * nothing of those it does not name, unless it says all or the rest.
 */
export function readCorrection(text: string, roster: Roster, draft: Draft): Correction {
  const parsed = parseRegister(plainWords(text), roster);
  const wanted = new Map<string, Status>();
  const ask: Question[] = [];
  const whole = parsed.rest ?? parsed.all;
  if (whole) for (const { id } of roster) wanted.set(id, whole);
  for (const { who, status } of namedStatuses(parsed, draft)) {
    const [id] = who.ids;
    if (!status || !who.sure || id === undefined) {
      ask.push({ word: who.word, candidates: [...who.ids], as: status ?? 'unknown' });
      for (const candidate of who.ids) wanted.delete(candidate);
    } else wanted.set(id, status);
  }
  const changes = (status: Status) =>
    [...wanted].filter(([id, s]) => s === status && statusIn(draft, id) !== status).map(([id]) => id);
  const unchanged = [...wanted].filter(([id, s]) => statusIn(draft, id) === s && !whole).map(([id]) => id);
  return { toPresent: changes('present'), toAbsent: changes('absent'), unchanged, ask };
}

/** In a draft one adds people and takes them off; in a first register these words say nothing. */
function plainWords(text: string): string {
  return text
    .replace(/\b(?:remove|untick|uncheck|delete|hatao|hata do|teeseyandi)\b|हटाओ|हटा दो|తీసేయండి/giu, 'absent')
    .replace(/\b(?:add|tick|include|jodo)\b|जोड़ो|జోడించండి/giu, 'present');
}

function statusIn(draft: Draft, id: string): Status | null {
  if (draft.present.includes(id)) return 'present';
  return draft.absent.includes(id) ? 'absent' : null;
}

/** "Not John", "swap John and Mary" and "Mary instead of John" turn people around, whatever they are now. */
function namedStatuses(parsed: Parsed, draft: Draft) {
  const kinds = parsed.items.map((i) => i.kind);
  const onlyNot = parsed.items.every(
    (i) => i.kind !== 'status' || (i.status === 'absent' && i.side === 'right'),
  );
  const turn =
    (kinds.includes('toggle') || kinds.includes('instead') || (parsed.stated && onlyNot)) && onlyNot;
  return parsed.named.map(({ who, status }) => {
    const now = who.ids[0] === undefined ? null : statusIn(draft, who.ids[0]);
    return { who, status: turn && now ? opposite(now) : status };
  });
}
