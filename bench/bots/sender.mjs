import { app, cronGet, webhookPost } from '../../build/main.mjs';
import { serve } from './serve.mjs';

// The bundle as it is deployed, with its scheduler's path. Its clock is moved to the day of the bench.
const offset = Number(process.env.CLOCK_OFFSET_MS);
app.clock = { now: () => new Date(Date.now() + offset) };
serve((request) => (request.url.includes('/api/cron/') ? cronGet(request) : webhookPost(request)));

process.on('SIGINT', () => process.exit(0));
