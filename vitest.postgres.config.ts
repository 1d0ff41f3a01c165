import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** The whole suite on a real PostgreSQL, and what only shows there: several connections at once. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    exclude: ['tests/redis/**', 'tests/browser/**'],
    globalSetup: ['tests/postgres/needs-server.ts', 'tests/support/prepare.ts'],
    // Processes are started and killed here, hundreds of them; much of it is waiting, so that two files go well together.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // The bot's own processes stand between: a file must not meet what the one before has left open.
    isolate: true,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    coverage: { enabled: false },
  },
});
