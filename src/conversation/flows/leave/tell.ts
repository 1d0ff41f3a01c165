import type { Write } from '../../../../db/client.js';
import { type Copy, copyFor } from '../../../copy/index.js';
import type { TeacherToTell } from '../../../school/absence/tell.js';
import type { Days, Family, Leave, LeavePlan } from '../../../school/leave/types.js';
import { leaveOrigin } from '../../../school/leave/withdraw.js';
import { Language } from '../../../understanding/intent.js';
import type { FlowContext } from '../../flow.js';

/** More classes than this are told as a number of them. */
const MANY = 6;

type FamilyClass = Family['classes'][number];

/** The words for somebody else: in the language they chose. */
export function wordsFor(language: string | null): Copy {
  return copyFor(Language.catch('en').parse(language));
}

/** Families of the classes, one message each, and the office. */
export function tellLeave(
  ctx: FlowContext,
  plan: LeavePlan,
  { leaves, reason }: { leaves: readonly Leave[]; reason: string | null },
): Write[] {
  const [first] = leaves;
  if (!first) return [];
  return [
    ...leaves.flatMap((leave) =>
      tellFamilies(ctx, plan, { kind: 'class_cancelled', leave, origin: leaveOrigin(leave.id) }),
    ),
    ...officeOf(ctx, plan).flatMap(({ phone, language }) => {
      const { leave: words } = wordsFor(language);
      const params = {
        teacher: plan.teacher.name,
        days: leaves.map(words.days).join('; '),
        reason: reason ?? '',
        classes: String(plan.classes.length),
        families: String(plan.families.length),
        unheard: words.unheard(plan.unheard),
        unreadable: plan.unreadable.join(', '),
      };
      return ctx.notify({
        kind: 'teacher_leave',
        phone,
        params,
        origin: leaveOrigin(first.id),
        notBefore: ctx.now,
      });
    }),
  ];
}

/** Whoever has heard of a leave hears that it is taken back. */
export function tellReturn(
  ctx: FlowContext,
  plan: LeavePlan,
  { leave, told }: { leave: Leave; told: readonly string[] },
): Write[] {
  const origin = `${leaveOrigin(leave.id)}:back`;
  const families = plan.families.filter((f) => told.includes(f.phone));
  return [
    ...tellFamilies(ctx, { ...plan, families }, { kind: 'class_on_again', leave, origin }),
    ...officeOf(ctx, plan)
      .filter(({ phone }) => told.includes(phone))
      .flatMap(({ phone, language }) => {
        const { leave: words } = wordsFor(language);
        const params = {
          teacher: plan.teacher.name,
          days: words.days(plan),
          families: String(families.length),
        };
        return ctx.notify({ kind: 'teacher_leave_back', phone, params, origin, notBefore: ctx.now });
      }),
  ];
}

/** The admins but for the one who writes. */
export function officeOf({ actor }: FlowContext, { admins }: LeavePlan): LeavePlan['admins'] {
  return admins.filter((a) => a.phone !== actor.phone);
}

function tellFamilies(
  ctx: FlowContext,
  { teacher, families }: LeavePlan,
  of: { kind: 'class_cancelled' | 'class_on_again'; leave: Days; origin: string },
): Write[] {
  return families.flatMap(({ phone, language, classes }) => {
    const own = classes.filter((c) => of.leave.from <= c.date && c.date <= of.leave.to);
    const [first] = own;
    if (!first) return [];
    const params = { teacher: teacher.name, classes: classesWords(wordsFor(language), own), day: first.date };
    return ctx.notify({ kind: of.kind, phone, params, origin: of.origin, notBefore: ctx.now });
  });
}

function classesWords({ leave: words }: Copy, classes: readonly FamilyClass[]): string {
  const [first, last] = [classes[0], classes.at(-1)];
  if (first && last && classes.length > MANY)
    return words.manyClasses(classes.length, { from: first.date, to: last.date });
  return classes.map((c) => words.with(c, c.pupils)).join('; ');
}

type Told = 'pupil_absence' | 'pupil_comes' | 'makeup_booked' | 'makeup_cancelled';

/** Teachers of a pupil's classes. Gives whose names the person hears, and the statements. */
export function tellTeachers<C extends { instrument: string; start: string | null; date: string }>(
  ctx: FlowContext,
  teachers: readonly TeacherToTell<C>[],
  of: { kind: Told; pupil: string; reason: string | null; origin: string },
): { names: string[]; writes: Write[] } {
  const reached = teachers.flatMap(({ name, reach, classes }) =>
    reach.unheard === null ? [{ name, classes, phone: reach.phone, language: reach.language }] : [],
  );
  return {
    names: reached.map((t) => t.name),
    writes: reached.flatMap(({ phone, language, classes }) => {
      const { klass } = wordsFor(language).attendance;
      const params = { pupil: of.pupil, classes: classes.map(klass).join('; '), reason: of.reason ?? '' };
      return ctx.notify({ kind: of.kind, phone, params, origin: of.origin, notBefore: ctx.now });
    }),
  };
}
