import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';

const CACHE = new URL('../../node_modules/.cache/school-bot/', import.meta.url);

/**
 * A database cluster as initdb leaves it, as a tar. Making one takes seconds, so it is kept beside the packages,
 * which is also where a new version of PGlite makes it go away.
 */
export async function emptyCluster(): Promise<Blob> {
  const file = new URL('empty-cluster.tar', CACHE);
  const kept = await readFile(file).catch(() => null);
  if (kept) return new Blob([kept]);
  const made = await makeCluster();
  // Where nothing may be written it is made again each time.
  await keep(made, file).catch(() => undefined);
  return made;
}

/** Written apart and renamed: another process never reads half of it. */
async function keep(cluster: Blob, file: URL): Promise<void> {
  const draft = new URL(`empty-cluster.${process.pid}.tar`, CACHE);
  await mkdir(CACHE, { recursive: true });
  await writeFile(draft, new Uint8Array(await cluster.arrayBuffer()));
  await rename(draft, file);
}

async function makeCluster(): Promise<Blob> {
  // Small log segments: the tar is a quarter smaller and loads so much faster.
  const pglite = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'] });
  try {
    return await pglite.dumpDataDir('none');
  } finally {
    await pglite.close();
  }
}

/** A PGlite in memory, from a tar of its data directory. */
export function openSnapshot(tar: Blob): Promise<PGlite> {
  return PGlite.create({ loadDataDir: tar });
}
