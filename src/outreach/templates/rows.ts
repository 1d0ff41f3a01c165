import { sql } from 'drizzle-orm';
import type { Db, Write } from '../../../db/client.js';
import { templates } from '../../../db/schema/bot.js';
import type { Language } from '../../understanding/intent.js';
import { DEFINITIONS, type TemplateName, templateWords, variablesOf } from './definitions.js';
import type { TemplateStatus } from './states.js';

/** What Meta said of one template. Null: it said nothing of that, and what was known stays. */
export interface TemplateState {
  name: TemplateName;
  language: Language;
  status: TemplateStatus | null;
  /** In Meta's capitals. */
  category: string | null;
  quality: string | null;
  reason: string | null;
  metaId: string | null;
  /** When it was so, in the app's clock: older news changes nothing. */
  at: Date;
}

/**
 * The statement that keeps it, with the words of our own that go under this name.
 * Meta's times are whole seconds: news may look a little older than it is.
 */
export function keepState(db: Db, state: TemplateState): Write {
  const { name, language, at } = state;
  const { body } = templateWords(name, language);
  const words = { templateType: DEFINITIONS[name].type, content: body, variables: variablesOf(body) };
  const said = {
    category: state.category?.toLowerCase(),
    status: state.status ?? undefined,
    quality: state.quality ?? undefined,
    metaTemplateId: state.metaId ?? undefined,
    // A reason belongs to the status that it came with.
    statusReason: state.status ? state.reason : undefined,
  };
  return db
    .insert(templates)
    .values({
      templateName: name,
      language,
      ...words,
      ...said,
      category: said.category ?? DEFINITIONS[name].category,
      syncedAt: at,
    })
    .onConflictDoUpdate({
      target: [templates.templateName, templates.language],
      set: { ...words, ...said, syncedAt: sql`greatest(${templates.syncedAt}, excluded.synced_at)` },
      setWhere: sql`${templates.syncedAt} is null or ${templates.syncedAt} <= ${at.toISOString()}::timestamptz + interval '2 seconds'`,
    });
}
