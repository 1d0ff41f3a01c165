import type { Db } from '../../../db/client.js';
import { commit } from '../../../db/client.js';
import { LANGUAGES, type Language } from '../../understanding/intent.js';
import type { Answer, MetaTemplate, TemplatesAtMeta } from '../../whatsapp/templates.js';
import { type TemplateCreation, creationOf, saysTheSame } from './creation.js';
import { TEMPLATE_NAMES, type TemplateName } from './definitions.js';
import { type TemplateState, keepState } from './rows.js';
import { statusOf } from './states.js';

export interface SyncContext {
  db: Db;
  meta: TemplatesAtMeta;
  /** The app's clock. */
  now(): Date;
  /** Where there is a time limit: false when nothing more may be begun. */
  mayGoOn?: () => boolean;
}

/**
 * What becomes, or would become, of one template. create, update: not there, or it says something else · wait: Meta
 * takes no change in its present state · none: it is as it should be.
 */
export interface SyncLine {
  name: TemplateName;
  language: Language;
  change: 'create' | 'update' | 'wait' | 'none';
  /** At Meta, in Meta's words; null where it is not there. */
  status: string | null;
  category: string | null;
  quality: string | null;
  /** Why Meta rejected it. */
  reason: string | null;
  /** What came of the change; null when nothing was tried. */
  result: 'done' | 'refused' | null;
  /** Why it waits, or what Meta had against it. */
  words: string | null;
}

export interface SyncReport {
  applied: boolean;
  lines: SyncLine[];
  /** Why it ended before its end: a later run goes on where it stopped. */
  stopped: string | null;
}

const OWN_SET = TEMPLATE_NAMES.flatMap((name) => LANGUAGES.map((language) => [name, language] as const));
/** Meta takes an edit of these only. */
const EDITABLE = new Set(['APPROVED', 'REJECTED', 'PAUSED']);

/**
 * Brings the bot's own set to Meta, and Meta's word on it into bot.whatsapp_templates. Without `apply` it only looks.
 * May run twice: what is there as it should be is left alone. Templates of others in the account are not touched.
 */
export async function syncTemplates(ctx: SyncContext, { apply }: { apply: boolean }): Promise<SyncReport> {
  const listed = await ctx.meta.list();
  if (!listed.ok) return { applied: false, lines: [], stopped: listed.problem.words };
  const plans = TEMPLATE_NAMES.flatMap((name) =>
    LANGUAGES.map((language) => planFor(name, language, listed.value)),
  );
  if (!apply) return { applied: false, lines: plans.map((p) => p.line), stopped: null };
  const stopped = await carryOut(ctx, plans);
  const lines = plans.map((p) => p.line);
  // Read again rather than believed: a review may have ended meanwhile.
  const after = await refreshTemplates(ctx, lines.some((l) => l.result === 'done') ? null : listed.value);
  if (!after.ok) return { applied: true, lines, stopped: stopped ?? after.problem.words };
  const now = plans.map(({ wanted, line }) => ({ ...line, ...stateOf(findIn(after.value, wanted)) }));
  return { applied: true, lines: now, stopped };
}

/** Meta's word on every template of the bot's own set, into bot.whatsapp_templates. Changes nothing at Meta. */
export async function refreshTemplates(
  ctx: SyncContext,
  known: MetaTemplate[] | null = null,
): Promise<Answer<MetaTemplate[]>> {
  const at = ctx.now();
  const listed: Answer<MetaTemplate[]> = known ? { ok: true, value: known } : await ctx.meta.list();
  if (listed.ok) await keepTemplates(ctx.db, listed.value, at);
  return listed;
}

/** Keeps what Meta listed at that moment of the app's clock. */
export async function keepTemplates(db: Db, all: readonly MetaTemplate[], at: Date): Promise<void> {
  const states = OWN_SET.map(([name, language]) => stateFrom(all, { name, language, at }));
  await commit(
    db,
    states.map((state) => keepState(db, state)),
  );
}

interface Plan {
  wanted: TemplateCreation;
  there: MetaTemplate | null;
  line: SyncLine;
}

function planFor(name: TemplateName, language: Language, all: readonly MetaTemplate[]): Plan {
  const wanted = creationOf(name, language);
  const there = findIn(all, wanted);
  const { change, words } = changeFor(wanted, there);
  return { wanted, there, line: { name, language, change, ...stateOf(there), result: null, words } };
}

function changeFor(wanted: TemplateCreation, there: MetaTemplate | null): Pick<SyncLine, 'change' | 'words'> {
  if (!there) return { change: 'create', words: null };
  if (saysTheSame(wanted, there.components)) return { change: 'none', words: null };
  if (EDITABLE.has(there.status)) return { change: 'update', words: null };
  return { change: 'wait', words: `Meta takes no change while it is ${there.status}.` };
}

function findIn(
  all: readonly MetaTemplate[],
  { name, language }: Pick<TemplateCreation, 'name' | 'language'>,
): MetaTemplate | null {
  return all.find((t) => t.name === name && t.language === language) ?? null;
}

function stateOf(there: MetaTemplate | null): Pick<SyncLine, 'status' | 'category' | 'quality' | 'reason'> {
  const { status = null, category = null, quality = null, reason = null } = there ?? {};
  return { status, category, quality, reason };
}

const NO_TIME = 'There was no time for the rest of them: please run it again.';

/** One after the other; a refusal is of one template, anything else of all that follow. Gives why it stopped. */
async function carryOut({ meta, mayGoOn }: SyncContext, plans: readonly Plan[]): Promise<string | null> {
  for (const { wanted, there, line } of plans) {
    if (line.change !== 'create' && line.change !== 'update') continue;
    if (mayGoOn?.() === false) return NO_TIME;
    const { category, parameter_format, components } = wanted;
    const edited = { parameter_format, components, ...(there?.status === 'APPROVED' ? {} : { category }) };
    const answer = there ? await meta.edit(there.id, edited) : await meta.create(wanted);
    line.result = answer.ok ? 'done' : 'refused';
    line.words = answer.ok ? null : answer.problem.words;
    if (!answer.ok && answer.problem.kind !== 'refused') return answer.problem.words;
  }
  return null;
}

function stateFrom(
  all: readonly MetaTemplate[],
  own: Pick<TemplateState, 'name' | 'language' | 'at'>,
): TemplateState {
  const there = findIn(all, own);
  // One that is not there cannot be sent, whatever we heard of it before.
  if (!there)
    return { ...own, status: 'disabled', reason: 'not at Meta', category: null, quality: null, metaId: null };
  const { category, quality, reason, id: metaId } = there;
  return { ...own, status: statusOf(there.status) ?? 'disabled', category, quality, reason, metaId };
}
