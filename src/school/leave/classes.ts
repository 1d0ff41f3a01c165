import { localDate, localTime } from '../dates.js';
import { guardianNumbers } from '../numbers-on-file.js';
import { type KnownNumber, reachOf } from '../reach.js';
import type { BatchSchedule } from '../schedule.js';
import type { Session } from '../sessions.js';
import type { LeaveClass, LeaveContext, LeavePlan } from './types.js';

/** A pupil with the fields in which numbers stand. */
export interface Contact {
  id: string;
  name: string;
  phone: string | null;
  metadata: unknown;
}

/** The classes of these batches that still would take place, earliest first. */
export function standingClasses(
  ctx: LeaveContext,
  batches: readonly BatchSchedule[],
  contacts: readonly Contact[],
): LeaveClass[] {
  const guests = (ids: readonly string[]) =>
    contacts.filter((c) => ids.includes(c.id)).map(({ id, name }) => ({ id, name }));
  const classes = batches.flatMap((b) =>
    b.sessions
      .filter((s) => s.state === 'on' && s.planned !== 'maybe' && !isOver(ctx, s))
      .map((s) => ({
        batchId: b.batchId,
        date: s.date,
        instrument: b.instrument,
        start: s.slots[0]?.start ?? null,
        pupils: [...b.roster, ...guests(s.makeups)],
        // A makeup batch that nobody booked has no class to miss.
        idle: b.isMakeup && b.roster.length === 0 && s.makeups.length === 0,
      }))
      .flatMap(({ idle, ...c }) => (idle ? [] : [c])),
  );
  const when = (c: LeaveClass) => `${c.date} ${c.start ?? ''} ${c.instrument}`;
  return classes.sort((a, b) => (when(a) < when(b) ? -1 : 1));
}

/** Whether a class of today has ended. */
export function isOver(
  ctx: LeaveContext | Pick<LeaveContext, 'now' | 'timezone'>,
  s: Pick<Session, 'date' | 'slots'>,
): boolean {
  const today = localDate(ctx.now, ctx.timezone);
  const last = s.slots.at(-1);
  const end = last?.end ?? last?.start ?? null;
  return s.date < today || (s.date === today && end !== null && end <= localTime(ctx.now, ctx.timezone));
}

/** One message per number, whatever the number of children and classes; and who cannot be told, and why. */
export function familiesOf(
  classes: readonly LeaveClass[],
  contacts: readonly Contact[],
  known: readonly KnownNumber[],
): Pick<LeavePlan, 'families' | 'unheard' | 'pupils'> {
  const ids = new Set(classes.flatMap((c) => c.pupils.map((p) => p.id)));
  const pupils = contacts.filter((c) => ids.has(c.id));
  const reached = pupils.map((p) => ({ ...p, reach: reachOf(p.id, guardianNumbers(p), known) }));
  const byPhone = new Map<string, { language: string | null; ids: Set<string> }>();
  for (const { id, reach } of reached) {
    if (reach.unheard !== null) continue;
    const family = byPhone.get(reach.phone) ?? { language: reach.language, ids: new Set() };
    byPhone.set(reach.phone, { ...family, ids: family.ids.add(id) });
  }
  return {
    pupils: pupils.map(({ id, name }) => ({ id, name })),
    unheard: reached.flatMap(({ name, reach }) =>
      reach.unheard === null ? [] : [{ name, why: reach.unheard }],
    ),
    families: [...byPhone].map(([phone, { language, ids }]) => ({
      phone,
      language,
      classes: classes.flatMap(({ date, instrument, start, pupils: all }) => {
        const own = all.filter((p) => ids.has(p.id)).map((p) => p.name);
        return own.length > 0 ? [{ date, instrument, start, pupils: own }] : [];
      }),
    })),
  };
}
