import { sql } from 'drizzle-orm';
import type { Db } from '../../db/client.js';

const KEEP_MS = 10 * 60_000;

/** The instruments the school teaches, kept for ten minutes: reading a text may miss one that was added just now. */
export function instrumentsOf(db: Db): () => Promise<readonly string[]> {
  let kept: { names: readonly string[]; until: number } | null = null;
  return async () => {
    if (kept && kept.until > Date.now()) return kept.names;
    const { rows } = await db.execute<{ name: string }>(sql`select name from instruments order by name`);
    kept = { names: rows.map((r) => r.name), until: Date.now() + KEEP_MS };
    return kept.names;
  };
}
