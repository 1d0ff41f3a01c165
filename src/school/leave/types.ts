import type { SchoolContext } from '../context.js';
import type { Actor } from '../people.js';
import type { Unheard } from '../reach.js';

export interface LeaveContext extends SchoolContext {
  actor: Pick<Actor, 'personId' | 'teacher' | 'isAdmin'>;
}

/** School-local dates, both included. */
export interface Days {
  from: string;
  to: string;
}

export interface Leave extends Days {
  id: string;
  reason: string | null;
}

/** A class that does not take place. */
export interface LeaveClass {
  batchId: string;
  date: string;
  instrument: string;
  /** HH:MM, or null when nobody wrote one down. */
  start: string | null;
  pupils: { id: string; name: string }[];
}

/** Where one message reaches the family of one or several of these pupils. */
export interface Family {
  phone: string;
  /** As they chose it, else null. */
  language: string | null;
  classes: { date: string; instrument: string; start: string | null; pupils: string[] }[];
}

export interface LeavePlan extends Days {
  teacher: { id: string; name: string };
  classes: LeaveClass[];
  /** Everybody in them, once each, by name. */
  pupils: { id: string; name: string }[];
  families: Family[];
  /** Pupils whose families will not hear of it. */
  unheard: { name: string; why: Unheard }[];
  /** Batches of which nobody can read when they meet, in their own words. */
  unreadable: string[];
  /** Leaves that are stored already for some of these days. */
  already: Leave[];
  /** The days that are new: the range without those leaves. */
  fresh: Days[];
  admins: { phone: string; language: string | null }[];
  /** What the person is shown, as a short text: a Yes is held against it. */
  seen: string;
}

/** An admin may do it for any teacher. */
export function mayLeave({ actor }: LeaveContext, teacherId: string): boolean {
  return actor.isAdmin || actor.teacher?.id === teacherId;
}
