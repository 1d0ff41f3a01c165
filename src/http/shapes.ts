import * as z from 'zod';

/** What many answers are made of. */
export const Instant = z.iso.datetime().describe('an instant, in UTC');
export const Day = z.iso
  .date()
  .refine((day) => day >= '2000-01-01' && day < '2100-01-01', 'must be a day from 2000 to 2099')
  .describe('a day of the school’s calendar, as 2026-11-24');
export const Id = z.uuid();
export const Phone = z
  .string()
  .min(1)
  .max(300)
  .describe('a phone number in any common form, or a WhatsApp user id');
const SO_MANY = 'must be a whole number from 1 to 200';
export const Limit = z.coerce.number(SO_MANY).int(SO_MANY).min(1, SO_MANY).max(200, SO_MANY).default(50);
/** Leads from one page to the next; null where there is none. */
export const NextCursor = z.string().nullable();

export const ErrorAnswer = z.object({
  error: z.object({
    code: z.string().describe('for machines, as not_found'),
    message: z.string().describe('a sentence for a person'),
  }),
});
