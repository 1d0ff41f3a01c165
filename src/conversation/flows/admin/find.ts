import { type Filed, everybodyOnFile } from '../../../school/office/list.js';
import { phonesIn } from '../../../school/phone.js';
import { matchName } from '../../../understanding/names.js';
import type { FlowContext, Input, Step } from '../../flow.js';
import { ANOTHER_WISH } from '../elsewhere.js';
import { officeOnly, showCard } from './card.js';
import type { State } from './state.js';

const BEFORE =
  /^(?:(?:please|pls)\s+)?(?:show(?:\s+me)?|find|open|get|search(?:\s+for)?|look\s+up|who\s+is|about|(?:the\s+)?(?:card|details?|info|profile|attendance|fees?|dues|balance|classes|number)\s+(?:of|for))\s+/iu;
const AFTER =
  /(?:['’]s)?\s+(?:(?:ka|ki|ke|का|की|కి|గురించి)\s+)?(?:card|details?|info|profile|कार्ड|కార్డ్)(?:\s+(?:please|pls))?$/iu;

/** "Card of Ananya", "show me Ananya": the name alone. */
function bare(text: string): string {
  const name = text.trim().replace(BEFORE, '').replace(BEFORE, '').replace(AFTER, '').trim();
  return name === '' ? text : name;
}

/** A sentence is a new wish; a few words are the name that was asked for. */
const WORDS = 4;

/** "Sarah's card": the name in it, or the question for one. */
export async function lookUp(ctx: FlowContext, input: Input): Promise<Step<State>> {
  if (!ctx.actor.isAdmin) return officeOnly(ctx);
  if (input.text === '') return { kind: 'go', state: { step: 'name' } };
  const [number] = phonesIn(input.text);
  const { student, name } = (await input.understood()).entities;
  const word = number ?? student ?? name;
  return word ? byName(ctx, word, input.text) : { kind: 'go', state: { step: 'name' } };
}

/** The name that was asked for, or one of those who fit. */
export async function named(ctx: FlowContext, input: Input): Promise<Step<State>> {
  const { admin: words } = ctx.copy;
  const { text } = input;
  const number = phonesIn(text).length > 0;
  if (text === '' || (!number && text.split(/\s+/).length > WORDS))
    return { kind: 'unclear', help: words.helpName };
  const word = number ? text : bare(text);
  if (/^(?:a |the |another )?(?:pupil|student)$/iu.test(word)) return { kind: 'go', state: { step: 'name' } };
  const { intent, confidence } = await input.understood();
  const elsewhere = confidence >= ANOTHER_WISH && intent !== 'student_lookup';
  const known = elsewhere ? await everybodyOnFile(ctx) : null;
  // "Leads today" is another wish, unless somebody is called so.
  if (known?.kind === 'listed' && whoFits(known.people, word, text).length === 0)
    return { kind: 'unclear', help: words.helpName };
  return byName(ctx, word, text);
}

async function byName(ctx: FlowContext, word: string, said: string): Promise<Step<State>> {
  const listed = await everybodyOnFile(ctx);
  if (listed.kind === 'office_only') return officeOnly(ctx);
  const fitting = whoFits(listed.people, word, said);
  const [only, ...others] = fitting;
  if (!only) return { kind: 'go', state: { step: 'name' }, say: ctx.copy.admin.notFound(word) };
  if (others.length === 0) return showCard(ctx, only.id);
  const { standing } = ctx.copy.admin;
  const choices = fitting.map(({ id, name, about, ...p }) => ({
    id,
    name,
    about: [standing[p.standing], about].filter(Boolean).join(', ') || null,
  }));
  return { kind: 'go', state: { step: 'who', word, choices, page: 0 } };
}

/** By number, else by name; where several fit, the whole sentence may say which. */
function whoFits(people: readonly Filed[], word: string, said: string): Filed[] {
  const numbers = phonesIn(word);
  if (numbers.length > 0) return people.filter((p) => p.numbers.some((n) => numbers.includes(n)));
  const match = /\d/.test(word) ? null : matchName(word, people);
  const ids = match?.kind === 'one' ? [match.id] : match?.kind === 'several' ? match.ids : [];
  const fitting = people.filter((p) => ids.includes(p.id));
  const text = said.toLowerCase();
  const whole = fitting.filter((p) => text.includes(p.name.toLowerCase()));
  return whole.length > 0 ? whole : fitting;
}
