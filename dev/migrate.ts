import { parseArgs } from 'node:util';
import { config } from 'dotenv';
import { databaseFromEnv } from '../db/from-env.js';
import { type MigrationReport, migrate, rollback } from '../db/migrate.js';
import { SchoolTablesError } from '../db/school-check.js';

config({ quiet: true });

try {
  const { values } = parseArgs({ options: { down: { type: 'boolean' }, to: { type: 'string' } } });
  const db = databaseFromEnv(process.env);
  const options = values.to === undefined ? {} : { to: values.to };
  tell(values.down ? await rollback(db, options) : await migrate(db, options));
} catch (error) {
  // What a person can mend is said in words; anything else with where it came from.
  console.error(error instanceof SchoolTablesError ? error.message : error);
  process.exitCode = 1;
}

function tell({ done, notes }: MigrationReport): void {
  for (const line of done.length > 0 ? done : ['nothing to do']) console.log(line);
  for (const note of notes) console.log(`note: ${note}`);
}
