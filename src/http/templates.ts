import * as z from 'zod';
import { templates } from '../../db/schema/bot.js';
import { RuleError } from '../errors.js';
import { syncTemplates } from '../outreach/templates/sync.js';
import { auditOffice } from '../school/office/rights.js';
import { ownTemplatesAtMeta } from '../whatsapp/templates.js';
import { deskOf, iso, save } from './desk.js';
import { ADMIN, staffRoute } from './route.js';
import { Instant } from './shapes.js';

const list = staffRoute({
  method: 'GET',
  path: '/api/templates',
  who: ADMIN,
  summary: 'The bot’s templates as Meta last said: state, category, quality.',
  response: z.object({
    templates: z.array(
      z.object({
        name: z.string(),
        language: z.string(),
        type: z.string(),
        category: z.string(),
        status: z.string(),
        reason: z.string().nullable(),
        quality: z.string().nullable(),
        content: z.string(),
        variables: z.unknown(),
        meta_template_id: z.string().nullable(),
        synced_at: Instant.nullable(),
      }),
    ),
  }),
  async handle({ app: { db } }) {
    const rows = await db.select().from(templates).orderBy(templates.templateName, templates.language);
    return {
      templates: rows.map((t) => ({
        ...{ name: t.templateName, language: t.language, type: t.templateType, category: t.category },
        ...{ status: t.status, reason: t.statusReason, quality: t.quality, content: t.content },
        variables: t.variables,
        meta_template_id: t.metaTemplateId,
        synced_at: iso(t.syncedAt),
      })),
    };
  },
});

/** vercel.json gives the function 30 seconds, and a call to Meta takes up to one. */
const APPLY_MS = 15_000;

const Line = z.object({
  name: z.string(),
  language: z.string(),
  change: z.enum(['create', 'update', 'wait', 'none']),
  status: z.string().nullable(),
  category: z.string().nullable(),
  quality: z.string().nullable(),
  reason: z.string().nullable(),
  result: z.enum(['done', 'refused']).nullable(),
  words: z.string().nullable(),
});

const sync = staffRoute({
  method: 'POST',
  path: '/api/templates/sync',
  who: ADMIN,
  summary: 'What would change at Meta; with apply it is done, and Meta’s word on each is read back.',
  body: z.strictObject({ apply: z.boolean().default(false) }),
  response: z.object({ applied: z.boolean(), lines: z.array(Line), stopped: z.string().nullable() }),
  async handle(call) {
    const { app, body } = call;
    const until = Date.now() + APPLY_MS;
    const ctx = {
      db: app.db,
      meta: ownTemplatesAtMeta(app.env),
      now: () => app.clock.now(),
      mayGoOn: () => Date.now() < until,
    };
    const report = await syncTemplates(ctx, body);
    const changed = report.lines.filter((l) => l.result === 'done').map((l) => `${l.name} ${l.language}`);
    if (report.applied && changed.length > 0) {
      const desk = await deskOf(call);
      await save(app, [
        auditOffice(desk, { action: 'templates_synced', about: {}, before: null, after: changed }),
      ]);
    }
    if (report.lines.length === 0 && report.stopped) throw new RuleError('unprocessable', report.stopped);
    return report;
  },
});

export const templateRoutes = [list, sync];
