import { RuleError } from '../../errors.js';
import type { Language } from '../../understanding/intent.js';
import type { GraphBody } from '../../whatsapp/client.js';
import {
  DEFINITIONS,
  type TemplateCategory,
  type TemplateName,
  templateWords,
  variablesOf,
} from './definitions.js';

/** Meta's limits (Cloud API, "Templates: send"): the filled body, one parameter, a quick reply's payload, a code. */
export const TEMPLATE_LIMITS = { body: 1024, payload: 128, code: 15 } as const;

export interface TemplateParams {
  name: TemplateName;
  language: Language;
  params: Readonly<Record<string, string>>;
  /** Button ids (whatsapp/reply.ts buttonId) for its quick replies, in their order. */
  buttons?: readonly string[] | undefined;
}

export interface TemplateMessage {
  body: GraphBody;
  /** What the person reads, for the log. */
  text: string;
  category: TemplateCategory;
}

/**
 * A message of one of the bot's own templates.
 * @throws RuleError unprocessable, naming every parameter that is missing, unknown or malformed
 */
export function templateMessage(t: TemplateParams): TemplateMessage {
  const words = templateWords(t.name, t.language);
  const problems = problemsOf(t);
  if (problems.length > 0)
    throw new RuleError('unprocessable', `The template ${t.name} cannot be sent: ${problems.join('; ')}.`);
  const text = fill(words.body, t.params);
  return {
    text,
    category: DEFINITIONS[t.name].category,
    body: {
      type: 'template',
      template: { name: t.name, language: { code: t.language }, components: components(t) },
    },
  };
}

function problemsOf({ name, language, params, buttons = [] }: TemplateParams): string[] {
  const { body, buttons: titles = [] } = templateWords(name, language);
  const wanted = variablesOf(body);
  const problems = wanted.flatMap((key) => {
    const value = params[key];
    if (value === undefined) return [`${key} is missing`];
    const wrong = malformed(value);
    return wrong ? [`${key} ${wrong}`] : [];
  });
  const unknown = Object.keys(params).filter((key) => !wanted.includes(key));
  problems.push(...unknown.map((key) => `${key} is not one of its parameters`));
  if (name === 'one_time_code' && (params.code ?? '').length > TEMPLATE_LIMITS.code)
    problems.push(`code is longer than ${TEMPLATE_LIMITS.code} characters`);
  if (problems.length === 0 && fill(body, params).length > TEMPLATE_LIMITS.body)
    problems.push(`${longest(wanted, params)} makes it longer than ${TEMPLATE_LIMITS.body} characters`);
  if (buttons.length > titles.length) problems.push('it has fewer buttons');
  if (buttons.some((id) => id === '' || id.length > TEMPLATE_LIMITS.payload))
    problems.push('a button id is empty or too long');
  return problems;
}

/** What Meta refuses in a value; null for a good one. */
function malformed(value: string): string | null {
  if (value.trim() === '') return 'is empty';
  if (/[\r\n\u2028\u2029]/.test(value)) return 'has a line break';
  if (value.includes('\t')) return 'has a tab';
  return / {4}/.test(value) ? 'has more than three spaces in a row' : null;
}

function longest(names: readonly string[], params: TemplateParams['params']): string {
  const size = (name: string) => params[name]?.length ?? 0;
  return names.reduce((a, b) => (size(b) > size(a) ? b : a));
}

export function fill(text: string, params: TemplateParams['params']): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => params[name] ?? '');
}

/** A code goes twice: into Meta's own words and under the button that copies it. */
function components({ name, language, params, buttons = [] }: TemplateParams): unknown[] {
  if (DEFINITIONS[name].category === 'authentication') {
    const code = [{ type: 'text', text: params.code }];
    return [
      { type: 'body', parameters: code },
      { type: 'button', sub_type: 'url', index: '0', parameters: code },
    ];
  }
  const parameters = variablesOf(templateWords(name, language).body).map((key) => ({
    type: 'text',
    parameter_name: key,
    text: params[key],
  }));
  return [
    { type: 'body', parameters },
    ...buttons.map((payload, index) => ({
      type: 'button',
      sub_type: 'quick_reply',
      index: String(index),
      parameters: [{ type: 'payload', payload }],
    })),
  ];
}
