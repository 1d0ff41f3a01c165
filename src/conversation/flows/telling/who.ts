import { type Listed, directory } from '../../../school/directory.js';
import type { Child } from '../../../school/people.js';
import { type RosterEntry, matchName } from '../../../understanding/names.js';
import { commonNames } from '../../../understanding/names/table.js';
import { readRegister } from '../../../understanding/register.js';
import { splitWords } from '../../../understanding/text/words.js';
import type { FlowContext } from '../../flow.js';
import type { Said } from './read.js';
import type { Choice, Subject, Topic } from './state.js';

/** Who is meant. */
export type Found =
  | { kind: 'subject'; subject: Subject }
  | { kind: 'several'; word: string; choices: Choice[] }
  /** The office has to say of whom. */
  | { kind: 'unnamed' }
  /** Named, and nobody of those this person may ask about. */
  | { kind: 'unknown'; word: string }
  | { kind: 'no_rights' };

/** By name where one was said, else by what is asked and who asks. */
export async function whoIsMeant(ctx: FlowContext, topic: Topic, said: Said): Promise<Found> {
  const { children, teacher, isAdmin } = ctx.actor;
  if (children.length === 0 && !teacher && !isAdmin) return { kind: 'no_rights' };
  const named = said.text === '' ? null : await byName(ctx, said);
  return named ?? byRole(ctx, topic, said);
}

/** Own children come first, unless somebody of the classes or the school is called the same. */
async function byName(ctx: FlowContext, said: Said): Promise<Found | null> {
  const { children, teacher, isAdmin } = ctx.actor;
  const own = namedIn(said, children);
  const staff = teacher !== null || isAdmin;
  const others = staff && said.student !== null ? await listedAs(ctx, said.student) : [];
  const fitting = [...own.map(choiceOfChild), ...others.filter((o) => !own.some((c) => c.id === o.id))];
  const [only, ...more] = fitting;
  if (only && more.length === 0) return { kind: 'subject', subject: subjectOf(only) };
  // Two children of one's own are both told of; a stranger among them is asked about.
  if (only && others.every((o) => own.some((c) => c.id === o.id)))
    return { kind: 'subject', subject: { kind: 'pupils', ids: own.map((c) => c.id) } };
  if (only) return { kind: 'several', word: said.student ?? '', choices: fitting };
  return said.student !== null && isName(said) ? { kind: 'unknown', word: said.student } : null;
}

/** Everybody of the directory who is called so. */
export async function listedAs(ctx: FlowContext, word: string): Promise<Listed[]> {
  const listed = await directory(ctx);
  const match = matchName(word, listed);
  const ids = match.kind === 'one' ? [match.id] : match.kind === 'several' ? match.ids : [];
  return listed.filter((l) => ids.includes(l.id));
}

/** Those of a few, such as one's own children, whom a text names. */
export function namedIn<T extends RosterEntry>(
  { text, student }: Pick<Said, 'text' | 'student'>,
  children: readonly T[],
): T[] {
  const hit = student === null ? [] : idsOf(student, children);
  const { named, ask } = readRegister(text, children);
  const asked = ask.filter((q) => !/^\d+$/.test(q.word)).flatMap((q) => q.candidates);
  return children.filter((c) => [...hit, ...named, ...asked].includes(c.id));
}

export function idsOf(word: string, roster: readonly RosterEntry[]): string[] {
  if (/^\s*\d+\s*$/.test(word)) return [];
  const match = matchName(word, roster);
  return match.kind === 'one' ? [match.id] : match.kind === 'several' ? match.ids : [];
}

/** Whether a word is surely a name: the plain rules take a misspelt word for one. */
function isName({ student, byModel }: Said): boolean {
  const [first] = splitWords(student ?? '');
  return byModel || (first !== undefined && (commonNames.has(first.key) || /^\p{Lu}/u.test(first.text)));
}

/** Nobody was named. */
function byRole(ctx: FlowContext, topic: Topic, { means }: Said): Found {
  const { children, teacher, isAdmin } = ctx.actor;
  const family = children.length > 0 && (means.has('child') || means.has('both'));
  const money = topic === 'balance' || topic === 'why';
  if (family || (children.length > 0 && (money || (!teacher && !isAdmin)))) return ofFamily(ctx, means);
  if (money) return isAdmin ? lastPupil(ctx) : { kind: 'unnamed' };
  if (teacher) return { kind: 'subject', subject: { kind: 'teacher', id: teacher.id } };
  return { kind: 'subject', subject: { kind: 'school' } };
}

/** The child asked about last in this session, unless all are meant. */
function ofFamily({ actor, about }: FlowContext, means: Said['means']): Found {
  const all = means.has('both') || means.has('all');
  const last = all ? undefined : actor.children.find((c) => c.id === about?.studentId);
  const ids = last ? [last.id] : actor.children.map((c) => c.id);
  return { kind: 'subject', subject: { kind: 'pupils', ids } };
}

function lastPupil({ about }: FlowContext): Found {
  const id = about?.studentId;
  return id ? { kind: 'subject', subject: { kind: 'pupils', ids: [id] } } : { kind: 'unnamed' };
}

export function choiceOfChild({ id, name }: Child): Choice {
  return { kind: 'pupil', id, name, about: null };
}

export function subjectOf({ kind, id }: Pick<Choice, 'kind' | 'id'>): Subject {
  return kind === 'teacher' ? { kind, id } : { kind: 'pupils', ids: [id] };
}
