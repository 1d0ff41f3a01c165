import { type TemplateName, templates as en } from '../../copy/en/templates.js';
import type { TemplateWords } from '../../copy/en/templates.js';
import { templates as hi } from '../../copy/hi/templates.js';
import { templates as te } from '../../copy/te/templates.js';
import type { Language } from '../../understanding/intent.js';

export type { TemplateName } from '../../copy/en/templates.js';

export type TemplateCategory = 'marketing' | 'utility' | 'authentication';
export type TemplateType = 'reminder' | 'notification' | 'confirmation' | 'query';

interface Definition {
  type: TemplateType;
  /** As we ask Meta for it; what Meta made of it stands in bot.whatsapp_templates. */
  category: TemplateCategory;
}

/** The bot's own set. An announcement may say anything, so Meta counts it as marketing and so do we. */
export const DEFINITIONS: Readonly<Record<TemplateName, Definition>> = {
  attendance_confirmation: { type: 'confirmation', category: 'utility' },
  absence_alert: { type: 'notification', category: 'utility' },
  classes_low_alert: { type: 'notification', category: 'utility' },
  payment_received: { type: 'confirmation', category: 'utility' },
  /** Whoever sees that money has left their account must not be left alone with it. */
  payment_failed: { type: 'notification', category: 'utility' },
  payment_reminder: { type: 'reminder', category: 'utility' },
  class_reminder: { type: 'reminder', category: 'utility' },
  class_cancelled: { type: 'notification', category: 'utility' },
  class_on_again: { type: 'notification', category: 'utility' },
  enrollment_welcome: { type: 'confirmation', category: 'utility' },
  attendance_prompt: { type: 'query', category: 'utility' },
  announcement: { type: 'notification', category: 'marketing' },
  /** Whatever the office or a teacher has to hear although they have not written for a day. */
  staff_note: { type: 'notification', category: 'utility' },
  one_time_code: { type: 'confirmation', category: 'authentication' },
};

const WORDS: Record<Language, Record<TemplateName, TemplateWords>> = { en, hi, te };

export function templateWords(name: TemplateName, language: Language): TemplateWords {
  return WORDS[language][name];
}

export const TEMPLATE_NAMES = Object.keys(DEFINITIONS).filter(isTemplateName);

export function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(DEFINITIONS, name);
}

/** The names of a text's variables, each once, in order. */
export function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))];
}
