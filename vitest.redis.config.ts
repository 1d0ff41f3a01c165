import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

/** The contract of Redis, on the store in memory and on the server that TEST_REDIS_URL names. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['tests/redis/**/*.test.ts'],
    exclude: [],
    globalSetup: [],
    coverage: { enabled: false },
  },
});
