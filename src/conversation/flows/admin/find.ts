import { type Filed, everybodyOnFile } from '../../../school/office/list.js';
import { phonesIn } from '../../../school/phone.js';
import { matchName } from '../../../understanding/names.js';
import type { FlowContext, Input, Step } from '../../flow.js';
import { officeOnly, showCard } from './card.js';
import type { State } from './state.js';

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
export async function named(ctx: FlowContext, { text }: Input): Promise<Step<State>> {
  const { admin: words } = ctx.copy;
  const number = phonesIn(text).length > 0;
  if (text === '' || (!number && text.split(/\s+/).length > WORDS))
    return { kind: 'unclear', help: words.helpName };
  return byName(ctx, text, text);
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
