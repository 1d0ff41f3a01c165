import { parseArgs } from 'node:util';
import { config } from 'dotenv';
import { databaseFromEnv, wordsFor } from '../db/from-env.js';
import { type MigrationReport, migrate, rollback } from '../db/migrate.js';

config({ quiet: true });

/** `npm run db:migrate [-- --to NAME]` goes forward, `-- --down [--to NAME]` goes back. */
try {
  const { values } = parseArgs({ options: { down: { type: 'boolean' }, to: { type: 'string' } } });
  const db = databaseFromEnv(process.env);
  const options = values.to === undefined ? {} : { to: values.to };
  tell(values.down ? await rollback(db, options) : await migrate(db, options));
} catch (error) {
  console.error(wordsFor(error));
  process.exitCode = 1;
}

function tell({ done, notes }: MigrationReport): void {
  for (const line of done.length > 0 ? done : ['nothing to do']) console.log(line);
  for (const note of notes) console.log(`note: ${note}`);
}
