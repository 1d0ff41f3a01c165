import { inArray, sql } from 'drizzle-orm';
import { type Db, type Write, commit } from '../../../db/client.js';
import { broadcasts, templates } from '../../../db/schema/bot.js';
import type { Log } from '../../log.js';
import { adminRows } from '../../school/reach.js';
import { Language } from '../../understanding/intent.js';
import type { TemplateNews } from '../../whatsapp/template-news.js';
import { notify } from '../notify.js';
import { type TemplateBook, readBook } from './book.js';
import { isTemplateName } from './definitions.js';
import { type TemplateState, keepState } from './rows.js';
import { isTemplateStatus, languageCode, statusOf } from './states.js';

export interface NewsContext {
  db: Db;
  log: Log;
  /** The app's clock. */
  now: Date;
}

type Row = typeof templates.$inferSelect;
type RunningBroadcast = Pick<typeof broadcasts.$inferSelect, 'id' | 'templateName' | 'language' | 'category'>;

/** What the admins are to hear of it: the words are copy/…/office-notices.ts. */
type Trouble = 'paused' | 'rejected' | 'disabled' | 'approved' | 'marketing' | 'marketing_soon';

/**
 * Keeps what Meta says of the bot's own templates, stops the broadcasts that cannot go on with it, and tells the
 * admins once. Repeated, late or unknown news does no harm; other systems' templates are not ours to note.
 */
export async function heedTemplateNews(ctx: NewsContext, all: readonly TemplateNews[]): Promise<void> {
  const own = all.flatMap((news) => ownNews(ctx, news) ?? []);
  if (own.length === 0) return;
  const { db } = ctx;
  const [rows, running, admins] = await db.batch([
    db.select().from(templates),
    db
      .select({
        id: broadcasts.id,
        templateName: broadcasts.templateName,
        language: broadcasts.language,
        category: broadcasts.category,
      })
      .from(broadcasts)
      .where(inArray(broadcasts.status, ['scheduled', 'sending'])),
    adminRows(db),
  ]);
  const known = new Map(rows.map((row) => [keyOf(row.templateName, row.language), row]));
  const writes: Write[] = [];
  for (const { state, coming } of own) {
    const before = known.get(keyOf(state.name, state.language)) ?? null;
    if (before?.syncedAt && before.syncedAt.getTime() > state.at.getTime() + SLACK_MS) continue;
    const after = merged(before, state);
    known.set(keyOf(state.name, state.language), after);
    const book = readBook([...known.values()].map((r) => ({ ...r, name: r.templateName })));
    const stuck = running.filter((b) => b.templateName === state.name && !canGoOn(b, book));
    writes.push(keepState(db, state), ...stuck.map((b) => pause(ctx, b.id, `template ${after.status}`)));
    const what = troubleIn(before, after, coming);
    if (what)
      writes.push(...admins.flatMap((admin) => tell(ctx, { state, what, stuck: stuck.length, admin })));
  }
  await commit(db, writes);
}

/** Meta's times are whole seconds. */
const SLACK_MS = 2000;

interface OwnNews {
  state: TemplateState;
  coming: string | null;
}

function ownNews({ log, now }: NewsContext, news: TemplateNews): OwnNews | null {
  const language = Language.safeParse(languageCode(news.language));
  if (!isTemplateName(news.name) || !language.success) return null;
  const status = news.event === null ? null : statusOf(news.event);
  // Its name alone: Meta's free text may say anything.
  if (news.event !== null && status === null) log.warn('template_event_unknown', { template: news.name });
  const { name, metaId, reason, category, quality, coming } = news;
  const at = news.at ?? now;
  return { state: { name, language: language.data, status, category, quality, reason, metaId, at }, coming };
}

function merged(before: Row | null, { name, language, status, category, at }: TemplateState): Row {
  const row = before ?? { ...UNKNOWN, templateName: name, language };
  return {
    ...row,
    status: status ?? row.status,
    category: category?.toLowerCase() ?? row.category,
    syncedAt: at,
  };
}

const UNKNOWN: Row = {
  id: '',
  templateName: '',
  language: '',
  templateType: 'notification',
  category: 'utility',
  content: '',
  variables: [],
  status: 'pending',
  statusReason: null,
  quality: null,
  metaTemplateId: null,
  syncedAt: null,
  createdAt: new Date(0),
  updatedAt: new Date(0),
};

/** Not without a template for its people, nor as marketing where it was counted and priced as something else. */
function canGoOn({ templateName, language, category }: RunningBroadcast, book: TemplateBook): boolean {
  if (!isTemplateName(templateName)) return true;
  const usable = book.usable(templateName, Language.catch('en').parse(language));
  return usable !== null && (usable.category !== 'marketing' || category === 'marketing');
}

function pause({ db, now }: NewsContext, id: string, reason: string): Write {
  return db
    .update(broadcasts)
    .set({ status: 'paused', statusReason: reason, version: sql`${broadcasts.version} + 1`, updatedAt: now })
    .where(sql`${broadcasts.id} = ${id} and ${broadcasts.status} in ('scheduled', 'sending')`);
}

/** What somebody should know: that it cannot be sent, that it can again, or that it costs more. */
function troubleIn(before: Row | null, after: Row, coming: string | null): Trouble | null {
  if (before?.category === 'utility' && after.category === 'marketing') return 'marketing';
  if (coming === 'MARKETING' && after.category !== 'marketing') return 'marketing_soon';
  const { status } = after;
  if (status === before?.status || !isTemplateStatus(status) || status === 'pending') return null;
  // The first approval is what everybody waits for, not news of trouble.
  return status === 'approved' && (!before || before.status === 'pending') ? null : status;
}

function tell(
  { db, now }: NewsContext,
  of: { state: TemplateState; what: Trouble; stuck: number; admin: { phone: string } },
): Write[] {
  const { state, what, stuck, admin } = of;
  const params = {
    template: state.name,
    language: state.language,
    what,
    reason: state.reason ?? '',
    broadcasts: stuck > 0 ? String(stuck) : '',
  };
  const origin = `template:${state.name}:${state.language}`;
  const onceKey = `${origin}:${what}:${state.at.getTime()}:${admin.phone}`;
  return notify(db, {
    kind: 'template_trouble',
    phone: admin.phone,
    params,
    origin,
    notBefore: now,
    onceKey,
  });
}

function keyOf(name: string, language: string): string {
  return `${name} ${language}`;
}
