import { readFile } from 'node:fs/promises';
import { danglingReferences } from './references.js';
import { SchoolFile } from './shape.js';

/** The file cannot be imported; every problem with its place, and nothing was written. */
export class ImportError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The school could not be imported:\n${problems.map((p) => `  - ${p}`).join('\n')}`);
    this.name = 'ImportError';
  }
}

/** @throws ImportError with every place where the file is not as it should be. */
export async function readSchoolFile(file: string | URL): Promise<SchoolFile> {
  const parsed = SchoolFile.safeParse(await readJson(file));
  if (!parsed.success)
    throw new ImportError(parsed.error.issues.map((i) => `${pathOf(i.path)}: ${i.message}`));
  const dangling = danglingReferences(parsed.data);
  if (dangling.length > 0) throw new ImportError(dangling);
  return parsed.data;
}

async function readJson(file: string | URL): Promise<unknown> {
  const content = await readFile(file, 'utf8').catch((error: Error) => {
    throw new ImportError([`${String(file)}: cannot be read (${error.message})`]);
  });
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new ImportError([`${String(file)}: is not JSON (${error instanceof Error ? error.message : ''})`]);
  }
}

function pathOf(path: readonly PropertyKey[]): string {
  const written = path.map((p) => (typeof p === 'number' ? `[${p}]` : `.${String(p)}`)).join('');
  return written === '' ? 'the file' : written.replace(/^\./, '');
}
