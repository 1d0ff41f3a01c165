import type { Write } from '../../../../db/client.js';
import { saidAbsent, withdrawAbsence } from '../../../school/absence/withdraw.js';
import type { FlowContext } from '../../flow.js';
import { klassOf } from './pupil.js';
import { daysIn } from './read.js';
import type { On } from './state.js';
import { type LeaveStep, go, over, todayOf } from './steps.js';
import { tellTeachers } from './tell.js';

/** "She will come after all": to which classes. */
export async function comesAfterAll(
  ctx: FlowContext,
  { pupils, said }: { pupils: readonly { id: string }[]; said: string },
): Promise<LeaveStep> {
  const found = await saidAbsent(
    ctx,
    pupils.map((p) => p.id),
  );
  const all = found.map((p) => ({ id: p.studentId, name: p.name, classes: p.classes.map(klassOf) }));
  const days = said === '' ? null : daysIn(said, todayOf(ctx));
  const onDays = all
    .map((p) => ({
      ...p,
      classes: p.classes.filter((c) => days && days.from <= c.date && c.date <= days.to),
    }))
    .filter((p) => p.classes.length > 0);
  const meant = onDays.length > 0 ? onDays : all;
  const count = meant.reduce((n, p) => n + p.classes.length, 0);
  if (count === 0) return over(ctx.copy.leave.noAbsence);
  if (count === 1) return go({ step: 'comes', pupils: meant });
  return go({ step: 'classes', pupils: meant, reason: null, all: true, back: true, page: 0 });
}

/** A Yes to it. */
export async function noteComing(ctx: FlowContext, { pupils }: On<'comes'>): Promise<LeaveStep> {
  const { leave: words } = ctx.copy;
  const lines: string[] = [];
  const names = new Set<string>();
  const writes: Write[] = [];
  for (const { id, classes } of pupils) {
    const { outcome, writes: own } = await withdrawAbsence(ctx, { studentId: id, classes });
    if (outcome.kind === 'not_yours') return over(words.notYours);
    if (outcome.kind === 'nothing') continue;
    const of = { kind: 'pupil_comes' as const, pupil: outcome.pupil.name, reason: null };
    const tell = tellTeachers(ctx, outcome.teachers, { ...of, origin: `absence:${id}:back` });
    lines.push(words.comesSaved(outcome.pupil.name, outcome.classes));
    for (const name of tell.names) names.add(name);
    writes.push(...own, ...tell.writes);
  }
  if (lines.length === 0) return over(words.noAbsence);
  const told = names.size > 0 ? [words.teachersTold([...names])] : [];
  return over([lines.join('\n'), ...told].join(' '), writes);
}
