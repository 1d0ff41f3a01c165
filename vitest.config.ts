import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['source'], externalConditions: ['source'] } },
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/postgres/**', 'tests/redis/**', 'tests/browser/**'],
    globalSetup: ['tests/support/prepare.ts'],
    setupFiles: ['tests/support/setup.ts'],
    pool: 'forks',
    // Modules are loaded once a worker, not once a file: what a test changes it puts back.
    isolate: false,
    // One worker a core: most of a test is waiting for its database.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 20_000,
    hookTimeout: 30_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary'],
      thresholds: { statements: 80 },
    },
  },
});
