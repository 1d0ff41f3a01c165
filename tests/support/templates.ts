import type { Db } from '../../db/client.js';
import { approved, ownTemplates } from '../../dev/local/templates.js';
import { TEMPLATE_NAMES, type TemplateName } from '../../src/outreach/templates/definitions.js';
import { keepTemplates, refreshTemplates } from '../../src/outreach/templates/sync.js';
import { LANGUAGES, type Language } from '../../src/understanding/intent.js';
import { ownTemplatesAtMeta } from '../../src/whatsapp/templates.js';
import type { World } from './world.js';

/** The sync verb's context in a test's world. */
export function syncContext(world: World) {
  return { db: world.app.db, meta: ownTemplatesAtMeta(world.env), now: () => world.clock.now() };
}

/** The bot's own templates are at Meta, approved, and the bot knows it: all, or only these. */
export async function approveTemplates(
  world: World,
  names: readonly TemplateName[] = TEMPLATE_NAMES,
  languages: readonly Language[] = LANGUAGES,
): Promise<void> {
  for (const name of names)
    for (const language of languages) world.meta.templates.add(approved(name, language));
  await refreshTemplates(syncContext(world));
}

/** The bot knows its own templates as approved, where there is no Meta to ask. */
export async function knowTemplates(db: Db): Promise<void> {
  const all = ownTemplates().map((one) => ({
    status: 'APPROVED',
    category: 'UTILITY',
    ...one,
    id: '1',
    quality: null,
    reason: null,
  }));
  await keepTemplates(db, all, new Date(0));
}
