import type { ClassChoice } from '../../../outreach/broadcast/choices.js';
import { batchLabel } from '../../../school/labels.js';
import { readTime } from '../../../understanding/dates.js';
import { instrumentIn } from '../../../understanding/offline/words.js';
import type { Choice, To } from './state.js';
import type { Named } from './who.js';

export type Meant =
  | { kind: 'to'; to: To }
  /** Several classes of one instrument fit. */
  | { kind: 'which'; classes: Choice[]; whole: Choice }
  | { kind: 'unclear'; instruments: Choice[] }
  | { kind: 'unknown'; instruments: Choice[] };

export const FAMILIES: To = {
  audience: { kind: 'all_students' },
  whom: { kind: 'all_students', names: [] },
};
export const TEACHERS: To = {
  audience: { kind: 'all_teachers' },
  whom: { kind: 'all_teachers', names: [] },
};

/** Whom the words mean among the classes there are; "everybody" may be the families or the teachers. */
export function meant(heard: Named, classes: readonly ClassChoice[]): Meant {
  const instruments = instrumentsOf(classes);
  if (heard === 'families') return { kind: 'to', to: FAMILIES };
  if (heard === 'teachers') return { kind: 'to', to: TEACHERS };
  if (heard === null || heard === 'everybody') return { kind: 'unclear', instruments };
  const name = instrumentIn(
    heard.klass,
    instruments.map((i) => i.title),
  );
  const whole = instruments.find((i) => i.title === name);
  if (!whole) return { kind: 'unknown', instruments };
  const theirs = classes.filter((c) => c.instrumentId === whole.id);
  const narrowed = narrow(theirs, heard.klass);
  if (narrowed === null) return { kind: 'to', to: ofInstrument(whole) };
  const [only, ...others] = narrowed;
  if (only && others.length === 0) return { kind: 'to', to: ofClass(only) };
  return { kind: 'which', classes: (only ? narrowed : theirs).map(choiceOf), whole };
}

/** Those at the time, or of the teacher, that was said; null where neither was. */
function narrow(classes: readonly ClassChoice[], said: string): ClassChoice[] | null {
  const time = readTime(said)?.time ?? null;
  const text = said.toLowerCase();
  const teachers = classes.filter((c) =>
    text.includes((c.teacher ?? '\n').toLowerCase().split(' ')[0] ?? '\n'),
  );
  if (time === null && teachers.length === 0) return null;
  const from = teachers.length > 0 ? teachers : classes;
  if (time === null) return [...from];
  return from.filter((c) => c.recurrence.readable && c.recurrence.slots.some((s) => s.start === time));
}

export function instrumentsOf(classes: readonly ClassChoice[]): Choice[] {
  const names = new Map(classes.map((c) => [c.instrumentId, c.instrument]));
  return [...names].map(([id, title]) => ({ id, title, about: null }));
}

export function ofInstrument({ id, title }: Choice): To {
  return { audience: { kind: 'instrument', ids: [id] }, whom: { kind: 'instrument', names: [title] } };
}

export function ofClass(klass: ClassChoice): To {
  const label = batchLabel(klass.instrument, klass.recurrence);
  return { audience: { kind: 'batch', ids: [klass.id] }, whom: { kind: 'batch', names: [label] } };
}

function choiceOf(klass: ClassChoice): Choice {
  const about = [klass.recurrence.text, klass.teacher].filter(Boolean).join(' · ');
  return { id: klass.id, title: batchLabel(klass.instrument, klass.recurrence), about };
}
