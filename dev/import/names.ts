import { randomUUID } from 'node:crypto';
import { type Existing, rowKey } from './existing.js';
import { keyOf } from './references.js';
import type { SchoolFile } from './shape.js';

/** What a name of the file stands for. */
interface Named<Item> {
  /** The row's id, there or to be; null for no name. */
  id(name: unknown): string | null;
  /** What is not there yet, each with the id it will get. */
  fresh: (Item & { id: string })[];
}

export interface Names {
  instruments: Named<SchoolFile['instruments'][number]>;
  teachers: Named<SchoolFile['teachers'][number]>;
  branches: Named<SchoolFile['branches'][number]>;
  packages: Named<SchoolFile['packages'][number]>;
  batches: Named<SchoolFile['batches'][number]>;
  students: Named<SchoolFile['students'][number]>;
}

/** Gives every row of the file its id: that of the row which is there already, or a new one. */
export function nameRows(file: SchoolFile, there: Existing): Names {
  const byName = (item: { name: string }) => item.name;
  const instruments = named(file.instruments, byName, (i) => there.instruments.get(rowKey(i.name)));
  const teachers = named(file.teachers, byName, (t) => there.teachers.get(rowKey(t.name)));
  const instrument = (item: { instrument: string }) => instruments.id(item.instrument);
  return {
    instruments,
    teachers,
    branches: named(
      file.branches,
      (b) => b.code,
      (b) => there.branches.get(rowKey(b.code)),
    ),
    packages: named(file.packages, byName, (p) => there.packages.get(rowKey(instrument(p), p.name))),
    batches: named(
      file.batches,
      (b) => b.key,
      (b) => there.batches.get(rowKey(instrument(b), teachers.id(b.teacher), b.recurrence)),
    ),
    students: named(file.students, byName, (s) => there.students.get(rowKey(s.name, s.guardian_name, s.dob))),
  };
}

function named<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  found: (item: Item) => string | undefined,
): Named<Item> {
  const ids = new Map<string, string>();
  const fresh: (Item & { id: string })[] = [];
  for (const item of items) {
    const there = found(item);
    const id = there ?? randomUUID();
    // Two of one name are two rows; a file that then names one of them is refused before.
    ids.set(keyOf(nameOf(item)), id);
    if (there === undefined) fresh.push({ ...item, id });
  }
  return { fresh, id: (name) => (typeof name === 'string' ? (ids.get(keyOf(name)) ?? null) : null) };
}
