import type { Db } from '../../db/client.js';
import { migrate } from '../../db/migrate.js';
import { importSchool } from '../import/import-school.js';

const DEMO_SCHOOL = new URL('../demo-school.json', import.meta.url);

/** Makes all tables in an empty database and imports the demo school as of that day (YYYY-MM-DD, the school's). */
export async function fillWithDemoSchool(db: Db, today: string): Promise<void> {
  await migrate(db);
  await importSchool(db, DEMO_SCHOOL, { today });
}
