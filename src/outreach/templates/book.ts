import type { Db } from '../../../db/client.js';
import { templates } from '../../../db/schema/bot.js';
import { Language } from '../../understanding/intent.js';
import type { TemplateCategory, TemplateName } from './definitions.js';

/** Which templates may be sent now, as Meta last said. */
export interface TemplateBook {
  /** Approved in that language, else approved in English, else null. The category is the one Meta charges. */
  usable(name: TemplateName, language: Language): UsableTemplate | null;
}

export interface UsableTemplate {
  language: Language;
  category: TemplateCategory;
}

/** What the book is made from: a statement, for a batch. */
export function templateRows(db: Db) {
  return db
    .select({
      name: templates.templateName,
      language: templates.language,
      category: templates.category,
      status: templates.status,
    })
    .from(templates);
}

type TemplateRow = Awaited<ReturnType<typeof templateRows>>[number];

export function readBook(rows: readonly TemplateRow[]): TemplateBook {
  const approved = new Map(
    rows.filter((r) => r.status === 'approved').map((r) => [`${r.name} ${r.language}`, categoryOf(r)]),
  );
  const inLanguage = (name: TemplateName, language: Language): UsableTemplate | null => {
    const category = approved.get(`${name} ${language}`);
    return category ? { language, category } : null;
  };
  return { usable: (name, language) => inLanguage(name, language) ?? inLanguage(name, Language.enum.en) };
}

/** An unknown category counts as the strictest: marketing asks for the most consent. */
function categoryOf({ category }: TemplateRow): TemplateCategory {
  return category === 'utility' || category === 'authentication' ? category : 'marketing';
}
