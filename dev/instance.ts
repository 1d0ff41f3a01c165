import { collectBackground } from './local/background.js';
import { movableClock } from './local/clock.js';
import { serveFetch } from './serve.js';

// Only the functions of api/, with everything from the environment: no database, no simulator, no scheduler.
// Several of these on one database are what a deployment is under load. Prints its address as its first line.

const background = collectBackground();
const { app } = await import('#app');
const { loadFunctions } = await import('./local/functions.js');
app.clock = movableClock(process.env.CLOCK_START);
const functions = await loadFunctions();
const server = await serveFetch(
  async (request) => (await functions(request)) ?? new Response('Not found', { status: 404 }),
  Number(process.env.PORT ?? 0),
);
console.log(server.url);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    void background
      .settled(3000)
      .then(() => server.close())
      .then(() => process.exit(0));
  });
}
