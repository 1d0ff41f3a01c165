import { ne } from 'drizzle-orm';
import { templates } from '../../../db/schema/bot.js';
import type { TemplateNews } from '../../whatsapp/template-news.js';
import type { MetaTemplate } from '../../whatsapp/templates.js';
import type { Did, Run } from '../run.js';
import { isTemplateName } from './definitions.js';
import { heedTemplateNews } from './news.js';

/**
 * Asks Meta once how each of the bot's own templates stands, as if it had said so by webhook: one webhook that got lost
 * would otherwise stop a kind of message for good, or go on with what Meta no longer takes.
 */
export async function rereadTemplates(run: Run): Promise<Did> {
  const [listed, known] = await Promise.all([
    run.meta.list(),
    run.db
      .select({ name: templates.templateName, language: templates.language })
      .from(templates)
      .where(ne(templates.status, 'disabled')),
  ]);
  const own = listed.ok ? listed.value.filter((t) => isTemplateName(t.name)) : [];
  // An account with none of them at all is more likely a fault of the moment than all of them taken away.
  if (!listed.ok || (own.length === 0 && known.length > 0)) {
    run.log.warn('templates_unread', { reason: listed.ok ? 'none listed' : listed.problem.kind });
    return { done: true, counts: { templates: 0 } };
  }
  const gone = known.filter((k) => !own.some((t) => t.name === k.name && t.language === k.language));
  const news = [...own.map(asNews), ...gone.map(asGone)].map((n) => ({ ...n, at: run.now }));
  await heedTemplateNews(run, news);
  return { done: true, counts: { templates: own.length } };
}

type News = Omit<TemplateNews, 'at'>;

function asNews({ name, language, id, status, category, quality, reason }: MetaTemplate): News {
  const said = { category: category || null, quality, reason, coming: null };
  return { name, language, metaId: id, event: status || null, ...said };
}

function asGone({ name, language }: { name: string; language: string }): News {
  const nothing = { metaId: null, reason: null, category: null, coming: null, quality: null };
  return { name, language, event: 'DELETED', ...nothing };
}
