import * as z from 'zod';

/** What many answers are made of. */
export const Instant = z.iso.datetime().describe('an instant, in UTC');
export const Day = z.iso.date().describe('a day of the school’s calendar, as 2026-11-24');
export const Id = z.uuid();
export const Phone = z
  .string()
  .min(1)
  .max(300)
  .describe('a phone number in any common form, or a WhatsApp user id');
export const Limit = z.coerce.number().int().min(1).max(200).default(50);
/** Leads from one page to the next; null where there is none. */
export const NextCursor = z.string().nullable();

export const ErrorAnswer = z.object({
  error: z.object({
    code: z.string().describe('for machines, as not_found'),
    message: z.string().describe('a sentence for a person'),
  }),
});
