import { defineConfig } from 'drizzle-kit';

/** `npx drizzle-kit generate --name what_changes` writes the next migration; its way back is written by hand. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema/bot.ts',
  schemaFilter: ['bot'],
  out: './db/migrations',
});
