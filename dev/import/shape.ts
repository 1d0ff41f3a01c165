import * as z from 'zod';
import { isDate } from '../../src/school/dates.js';
import { parsePhone } from '../../src/school/phone.js';

const name = z.string().trim().min(1, 'is empty');
const day = z.string().refine(isDate, 'is not a date like 2026-06-01');
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time like 17:00')
  .nullish();
const text = z.string().nullish();
const count = z.int('is not a whole number').min(0, 'is below 0');
const amount = z.number().min(0, 'is below 0');
const frequency = z.enum(['monthly', 'quarterly', 'half_yearly', 'yearly']).default('monthly');

const Student = z.object({
  name,
  phone: text,
  guardian_name: text,
  guardian_phone: text,
  email: text,
  dob: day.nullish(),
  is_active: z.boolean().default(true),
  student_type: z.string().default('permanent'),
  enrollment: z
    .object({
      status: z.enum(['active', 'paused', 'completed']).default('active'),
      batches: z.array(name),
      payment_frequency: frequency,
      trinity_grade: z.string().default('Initial'),
    })
    .nullish(),
});

/** A school in a file, as dev/demo-school.json shows. Rows name each other; only the school itself must be there. */
export const SchoolFile = z.object({
  school: z.object({
    name,
    timezone: z.string().refine(isTimezone, 'is not a time zone like Asia/Kolkata').default('Asia/Kolkata'),
    currency: z.string().length(3, 'is not three letters like INR').default('INR'),
  }),
  consent: z.object({ source: name, date: day }).nullish(),
  branches: z.array(z.object({ name, code: name })).default([]),
  admins: z
    .array(
      z.object({ name, phone: z.string().refine((p) => parsePhone(p) !== null, 'is not a phone number') }),
    )
    .default([]),
  instruments: z.array(z.object({ name })).default([]),
  teachers: z.array(z.object({ name, phone: text })).default([]),
  packages: z
    .array(z.object({ instrument: name, name, classes_count: count, price: amount, location: text }))
    .default([]),
  fee_structures: z
    .array(
      z.object({
        branch: name,
        instrument: name,
        trinity_grade: name,
        classes_count: count,
        fee_amount: amount,
        is_trial: z.boolean().default(false),
        effective_from: day,
      }),
    )
    .default([]),
  batches: z
    .array(
      z.object({
        key: name,
        instrument: name,
        teacher: name.nullish(),
        recurrence: z.string(),
        start_time: time,
        end_time: time,
        capacity: count.default(8),
        is_makeup: z.boolean().default(false),
      }),
    )
    .default([]),
  students: z.array(Student).default([]),
  payments: z
    .array(
      z.object({
        student: name,
        package: name.nullish(),
        amount,
        method: z.string(),
        days_ago: count,
        metadata: z.record(z.string(), z.unknown()).default({}),
      }),
    )
    .default([]),
  attendance_history: z
    .array(z.object({ student: name, batch: name, present: count, absent: count }))
    .default([]),
  holidays: z
    .array(z.object({ date: day, scope: z.enum(['school', 'batch']), reason: text, batch: name.nullish() }))
    .default([]),
  faqs: z.array(z.object({ question: name, answer: name, language: z.string().default('en') })).default([]),
});
export type SchoolFile = z.infer<typeof SchoolFile>;

function isTimezone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
