import type { App } from '../app.js';
import { RuleError } from '../errors.js';
import { jobNamed } from '../jobs.js';
import { requireCron } from './guards.js';
import { json } from './respond.js';

/** GET /api/cron/:job: what any scheduler may call. Answers with what the job did, in counts. */
export async function runJob(app: App, request: Request): Promise<Response> {
  requireCron(app.env, request);
  const job = jobNamed(new URL(request.url).pathname.split('/').at(-1) ?? '');
  if (!job) throw new RuleError('not_found', 'There is no such job.');
  return json(await job(app));
}
