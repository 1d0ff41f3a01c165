import type { SchoolFile } from './shape.js';

/** Names compare without regard to case or spaces at their ends. */
export function keyOf(name: string | null | undefined): string {
  return (name ?? '').trim().toLowerCase();
}

/** Every place that names a row which the file does not have, or has more than once. */
export function danglingReferences(file: SchoolFile): string[] {
  const known = {
    instrument: counted(file.instruments.map((i) => i.name)),
    teacher: counted(file.teachers.map((t) => t.name)),
    batch: counted(file.batches.map((b) => b.key)),
    branch: counted(file.branches.map((b) => b.code)),
    student: counted(file.students.map((s) => s.name)),
    package: counted(file.packages.map((p) => p.name)),
  };
  const problems: string[] = [];
  const look = (kind: keyof typeof known, name: unknown, place: string) => {
    if (name === null || name === undefined) return;
    const times = typeof name === 'string' ? (known[kind].get(keyOf(name)) ?? 0) : 0;
    if (times === 0) problems.push(`${place}: there is no ${kind} ${JSON.stringify(name)} in the file`);
    if (times > 1)
      problems.push(`${place}: there are ${times} of ${kind} ${JSON.stringify(name)} in the file`);
  };
  file.packages.forEach((p, i) => look('instrument', p.instrument, `packages[${i}].instrument`));
  file.fee_structures.forEach((f, i) => {
    look('instrument', f.instrument, `fee_structures[${i}].instrument`);
    look('branch', f.branch, `fee_structures[${i}].branch`);
  });
  file.batches.forEach((b, i) => {
    look('batch', b.key, `batches[${i}].key`);
    look('instrument', b.instrument, `batches[${i}].instrument`);
    look('teacher', b.teacher, `batches[${i}].teacher`);
  });
  file.students.forEach((s, i) =>
    s.enrollment?.batches.forEach((b, j) => look('batch', b, `students[${i}].enrollment.batches[${j}]`)),
  );
  file.payments.forEach((p, i) => {
    look('student', p.student, `payments[${i}].student`);
    look('package', p.package, `payments[${i}].package`);
    look('instrument', p.metadata.instrument, `payments[${i}].metadata.instrument`);
  });
  file.attendance_history.forEach((h, i) => {
    look('student', h.student, `attendance_history[${i}].student`);
    look('batch', h.batch, `attendance_history[${i}].batch`);
  });
  file.holidays.forEach((h, i) => look('batch', h.batch, `holidays[${i}].batch`));
  return problems;
}

function counted(names: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const name of names) times.set(keyOf(name), (times.get(keyOf(name)) ?? 0) + 1);
  return times;
}
