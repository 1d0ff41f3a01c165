import * as z from 'zod';

/** What an enquiry asks, in this order. */
export const SLOTS = ['instrument', 'who', 'age', 'level', 'days', 'name', 'phone'] as const;
export const Slot = z.enum(SLOTS);
export type Slot = z.infer<typeof Slot>;

/** A brother or sister who is to learn as well. */
export const Another = z.object({
  instrument: z.string().nullable(),
  instrumentId: z.string().nullable(),
  age: z.number().nullable(),
  name: z.string().nullable(),
  /** The row in the school's list of newcomers, once there is one. */
  studentId: z.string().nullable().default(null),
});
export type Another = z.infer<typeof Another>;

/** What a person has said of the classes they would like; null is not said yet. */
export const Facts = z.object({
  instrument: z.string().nullable().default(null),
  instrumentId: z.string().nullable().default(null),
  who: z.enum(['self', 'child', 'other']).nullable().default(null),
  age: z.number().nullable().default(null),
  /** 'beginner', 'some', 'good', or a grade in the person's own words. */
  level: z.string().nullable().default(null),
  /** As Date.getUTCDay; empty where any day will do. */
  days: z.array(z.number().int().min(0).max(6)).nullable().default(null),
  time: z.enum(['morning', 'afternoon', 'evening']).nullable().default(null),
  /** Whose classes they are to be. */
  name: z.string().nullable().default(null),
  /** Who writes, where that is somebody else. */
  guardian: z.string().nullable().default(null),
  /** Digits with country code: where to call somebody who writes without a number. */
  phone: z.string().nullable().default(null),
  /** Where the classes shown are, if all are in one place. */
  location: z.string().nullable().default(null),
  /** They asked for a trial class. */
  trial: z.boolean().default(false),
  /** There was no free seat: the wish is to be kept until there is one. */
  waiting: z.boolean().default(false),
  /** More children of one enquiry: days and experience are said of all of them together. */
  also: z.array(Another).default([]),
  /** They would rather be called: when, in their own words; empty where they did not say. */
  call: z.string().nullable().default(null),
  /** What they could not or would not say. */
  skipped: z.array(Slot).default([]),
});
export type Facts = z.infer<typeof Facts>;

export const NO_FACTS: Facts = Facts.parse({});

/** How an enquiry is kept in a lead's details. */
export const Details = Facts.extend({
  /** Another with every change of a draft: a Yes names the version it saw. */
  version: z.number().int().default(0),
  /** The draft that the last Yes was said to. */
  draftId: z.string().nullable().default(null),
  /** Pupils of the school that the person speaks for. */
  siblings: z.array(z.string()).default([]),
});
export type Details = z.infer<typeof Details>;

/**
 * The first thing still to be asked; null when nothing is: who would rather be called is asked for a number alone.
 * `reachable`: the school knows a number to call.
 */
export function firstMissing(facts: Facts, reachable: boolean): Slot | null {
  const slots = facts.call === null ? SLOTS : (['phone'] as const);
  return slots.find((slot) => !facts.skipped.includes(slot) && lacks(facts, slot, reachable)) ?? null;
}

function lacks(facts: Facts, slot: Slot, reachable: boolean): boolean {
  return slot === 'phone' ? !reachable && facts.phone === null : facts[slot] === null;
}

/** Whether anything was said at all. */
export function saysAnything(facts: Facts): boolean {
  return facts.skipped.length > 0 || facts.call !== null || SLOTS.some((slot) => facts[slot] !== null);
}

/** What was said now wins over what was said before. */
export function merged(facts: Facts, said: Partial<Facts>): Facts {
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
  const skipped = facts.skipped.filter((slot) => !(slot in given));
  return { ...facts, skipped, ...given };
}
