import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** The chat page in a real browser, against a server that runs: nothing is intercepted here. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['tests/browser/**/*.test.ts'],
    exclude: [],
    globalSetup: [],
    setupFiles: [],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: { enabled: false },
  },
});
