import { creationOf } from '../../src/outreach/templates/creation.js';
import { TEMPLATE_NAMES, type TemplateName } from '../../src/outreach/templates/definitions.js';
import { LANGUAGES, type Language } from '../../src/understanding/intent.js';
import type { JsonObject } from '../simulator/json.js';
import type { NewTemplate } from '../simulator/templates.js';

/** One of the bot's own templates as the simulator keeps it: approved. */
export function approved(name: TemplateName, language: Language): NewTemplate {
  const { category, components } = creationOf(name, language);
  return { name, language, category, components: components as JsonObject[] };
}

export function ownTemplates(): NewTemplate[] {
  return TEMPLATE_NAMES.flatMap((name) => LANGUAGES.map((language) => approved(name, language)));
}
