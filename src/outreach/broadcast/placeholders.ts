import { type TemplateName, templateWords, variablesOf } from '../templates/definitions.js';
import type { Audience } from './audience.js';

/** What a parameter may hold to be filled in for each person: "{{child}} has {{balance}} classes left". */
const PERSONAL = ['name', 'child', 'class', 'balance'] as const;
export type Placeholder = (typeof PERSONAL)[number];

/** Of teachers nothing is known but their names. */
const OF_PUPILS: ReadonlySet<string> = new Set(['child', 'class', 'balance']);

export function placeholdersIn(parameters: Readonly<Record<string, string>>): Set<Placeholder> {
  const used = Object.values(parameters).flatMap(variablesOf);
  return new Set(PERSONAL.filter((p) => used.includes(p)));
}

/** What is wrong with the parameters of a broadcast before anybody's own words are filled in, each in a few words. */
export function problemsWith(
  template: TemplateName,
  parameters: Readonly<Record<string, string>>,
  audience: Audience['kind'],
): string[] {
  const wanted = variablesOf(templateWords(template, 'en').body);
  const missing = wanted.filter((name) => !parameters[name]?.trim()).map((name) => `${name} is missing`);
  const unknown = Object.keys(parameters)
    .filter((name) => !wanted.includes(name))
    .map((name) => `${name} is not one of its parameters`);
  const personal = Object.values(parameters).flatMap(variablesOf);
  const known: readonly string[] = PERSONAL;
  const strange = personal
    .filter((p) => !known.includes(p))
    .map((p) => `{{${p}}} is not known; there are {{name}}, {{child}}, {{class}} and {{balance}}`);
  const notTheirs =
    audience === 'all_teachers'
      ? personal.filter((p) => OF_PUPILS.has(p)).map((p) => `{{${p}}} cannot be filled in for teachers`)
      : [];
  return [...new Set([...missing, ...unknown, ...strange, ...notTheirs])];
}

/** Puts a person's own words in; null when one that is asked for is not known. */
export function filledIn(
  parameters: Readonly<Record<string, string>>,
  own: Readonly<Partial<Record<Placeholder, string>>>,
): Record<string, string> | null {
  let whole = true;
  const filled = Object.entries(parameters).map(([key, value]) => {
    const text = value.replace(/\{\{(\w+)\}\}/g, (_, name: Placeholder) => {
      const word = own[name]?.replace(/\s+/g, ' ').trim();
      if (!word) whole = false;
      return word ?? '';
    });
    return [key, text];
  });
  return whole ? Object.fromEntries(filled) : null;
}
