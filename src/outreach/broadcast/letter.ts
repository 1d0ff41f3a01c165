import * as z from 'zod';
import type { broadcasts } from '../../../db/schema/bot.js';
import { RuleError } from '../../errors.js';
import { Language } from '../../understanding/intent.js';
import { isTemplateName, templateWords, variablesOf } from '../templates/definitions.js';
import { templateMessage } from '../templates/message.js';
import { Audience } from './audience.js';
import type { Letter } from './page.js';
import { problemsWith } from './placeholders.js';

export type BroadcastRow = typeof broadcasts.$inferSelect;

/** What was asked for; null where the row is of a version that this one cannot read. */
export function letterOf(row: BroadcastRow): Letter | null {
  const audience = Audience.safeParse(row.recipients);
  const parameters = z.record(z.string(), z.string()).safeParse(row.parameters);
  if (!audience.success || !parameters.success || !isTemplateName(row.templateName)) return null;
  return {
    audience: audience.data,
    template: row.templateName,
    language: Language.nullable().catch(null).parse(row.language),
    parameters: parameters.data,
  };
}

/** The school's name need not be given. */
export function withSchool(letter: Letter, schoolName: string): Letter {
  const wanted = variablesOf(templateWords(letter.template, 'en').body);
  return wanted.includes('school') && !letter.parameters.school
    ? { ...letter, parameters: { ...letter.parameters, school: schoolName } }
    : letter;
}

/** Stands for anybody's own words while what everybody gets is looked at. */
const ANYBODY = 'Ananya';

/** Why this text can be sent to nobody, each in a few words that name the parameter; empty for a good one. */
export function problemsOf(letter: Letter): string[] {
  const { template, parameters, audience } = letter;
  const problems = problemsWith(template, parameters, audience.kind);
  if (template === 'one_time_code') return ['a one-time code is no announcement'];
  if (problems.length > 0) return problems;
  const params = Object.fromEntries(
    Object.entries(parameters).map(([key, value]) => [key, value.replace(/\{\{\w+\}\}/g, ANYBODY)]),
  );
  try {
    for (const language of Language.options) templateMessage({ name: template, language, params });
    return [];
  } catch (error) {
    if (error instanceof RuleError) return [error.message];
    throw error;
  }
}
