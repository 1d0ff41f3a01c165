import { sql } from 'drizzle-orm';
import type { App } from '../app.js';
import { json } from './respond.js';

type State = 'ok' | 'down' | 'not_set_up';

/** GET /api/health: alive. With ?ready=1 the state of each dependency, without secrets; 503 when the bot cannot work. */
export async function health(app: App, request: Request): Promise<Response> {
  const ready = new URL(request.url).searchParams.get('ready') === '1';
  if (!ready) return json({ status: 'ok' });
  const [database, sessions, whatsapp] = await Promise.all([
    databaseState(app),
    app.sessions.state(),
    app.whatsapp.state(),
  ]);
  const parts: Record<string, State> = {
    database,
    sessions,
    whatsapp,
    model: app.env.OPENAI_API_KEY ? 'ok' : 'not_set_up',
  };
  const works = database === 'ok' && whatsapp === 'ok';
  return json(
    { status: works ? 'ok' : 'down', parts, waiting: works ? await waiting(app) : null },
    works ? 200 : 503,
  );
}

async function databaseState(app: App): Promise<State> {
  try {
    await app.db.execute(sql`select 1 from bot.whatsapp_messages limit 1`);
    return 'ok';
  } catch {
    return 'down';
  }
}

/** What nobody has looked after yet: open messages older than a minute, unsent replies, dead letters. */
async function waiting(app: App) {
  const { rows } = await app.db.execute<{ open: string; unsent: string; dead: string; again: string }>(sql`
    select count(*) filter (where status = 'received' and created_at < now() - interval '1 minute') as open,
      count(*) filter (where direction = 'outbound' and kind = 'reply' and status in ('queued', 'sending')) as unsent,
      count(*) filter (where status = 'dead') as dead,
      count(*) filter (where metadata ? 'sentAgain') as again
    from bot.whatsapp_messages where created_at > now() - interval '7 days'`);
  const [r] = rows;
  return {
    open: Number(r?.open ?? 0),
    unsent: Number(r?.unsent ?? 0),
    dead: Number(r?.dead ?? 0),
    sent_again: Number(r?.again ?? 0),
  };
}
