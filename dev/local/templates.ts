import type { Db } from '../../db/client.js';
import { creationOf } from '../../src/outreach/templates/creation.js';
import { TEMPLATE_NAMES, type TemplateName } from '../../src/outreach/templates/definitions.js';
import { keepTemplates } from '../../src/outreach/templates/sync.js';
import { LANGUAGES, type Language } from '../../src/understanding/intent.js';
import type { JsonObject } from '../simulator/json.js';
import type { Simulator } from '../simulator/simulator.js';
import type { NewTemplate } from '../simulator/templates.js';

/** One of the bot's own templates as the simulator keeps it: approved. */
export function approved(name: TemplateName, language: Language): NewTemplate {
  const { category, components } = creationOf(name, language);
  return { name, language, category, components: components as JsonObject[] };
}

export function ownTemplates(): NewTemplate[] {
  return TEMPLATE_NAMES.flatMap((name) => LANGUAGES.map((language) => approved(name, language)));
}

/** The bot learns what its stand-in for Meta has approved, without a call: it is not listening yet. */
export async function knowTemplates(db: Db, { templates }: Simulator, at: Date): Promise<void> {
  const all = templates.all().map((one) => ({ ...one, quality: null, reason: null }));
  await keepTemplates(db, all, at);
}
