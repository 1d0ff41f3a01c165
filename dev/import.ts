import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { config } from 'dotenv';
import { databaseFromEnv, wordsFor } from '../db/from-env.js';
import { migrate } from '../db/migrate.js';
import { localDate } from '../src/school/dates.js';
import { readSchoolFile } from './import/file.js';
import { importSchool } from './import/import-school.js';

export { importSchool };

/** `npm run school:import -- FILE [--add]`: makes the tables where they are missing, then fills them. */
async function main(): Promise<void> {
  config({ quiet: true });
  const { values, positionals } = parseArgs({
    options: { add: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined) throw new Error('Say which file to import: npm run school:import -- FILE [--add]');
  const { school } = await readSchoolFile(file);
  const db = databaseFromEnv(process.env);
  for (const line of (await migrate(db)).done) console.log(line);
  const today = localDate(new Date(), school.timezone);
  const { added, notes } = await importSchool(db, file, { today, add: values.add ?? false });
  for (const [table, count] of Object.entries(added)) console.log(`${String(count).padStart(6)} ${table}`);
  for (const note of notes) console.log(`note: ${note}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main().catch((error: unknown) => {
    console.error(wordsFor(error));
    process.exitCode = 1;
  });
}
