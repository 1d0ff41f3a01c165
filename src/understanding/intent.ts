import * as z from 'zod';

/** What a person can want. These names stand in code, logs, the database and evaluation files. */
export const INTENTS = [
  'mark_attendance',
  'attendance_override',
  'attendance_history',
  'check_schedule',
  'classes_remaining',
  'payment_status',
  'payment_link',
  'enrollment_inquiry',
  'report_leave',
  'makeup_request',
  'general_query',
  'student_lookup',
  'send_broadcast',
  'talk_to_human',
  'opt_out',
  'opt_in',
  'change_language',
  'link_account',
  'help',
  'greeting',
  'thanks',
  'out_of_scope',
] as const;
export const Intent = z.enum(INTENTS);
export type Intent = z.infer<typeof Intent>;

export const LANGUAGES = ['en', 'hi', 'te'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

/** Who writes, as far as understanding cares. A person may hold several roles; the first that fits leads. */
export type Role = 'teacher' | 'student' | 'admin' | 'prospect';

/**
 * The words of a message that matter, as typed. Nothing here is an id: ids, rights and writes come from
 * the database. `time` is HH:MM, 24 h; `date` is as typed (understanding/dates.ts resolves it).
 */
export const Entities = z.object({
  present: z.array(z.string()).optional(),
  absent: z.array(z.string()).optional(),
  all_present: z.boolean().optional(),
  makeup: z.boolean().optional(),
  instrument: z.string().optional(),
  time: z.string().optional(),
  date: z.string().optional(),
  student: z.string().optional(),
  status: z.string().optional(),
  reason: z.string().optional(),
  age: z.number().optional(),
  level: z.string().optional(),
  language: Language.optional(),
  audience: z.string().optional(),
  message: z.string().optional(),
  name: z.string().optional(),
  id: z.string().optional(),
});
export type Entities = z.infer<typeof Entities>;

/** Who understood: a tapped button, a certain plain rule, the language model, or the offline reader. */
export type UnderstoodBy = 'tap' | 'rule' | 'model' | 'offline';

/** Why the model did not answer, where one was to be asked. */
export type FallbackReason =
  | 'no_model'
  | 'limited'
  | 'over_budget'
  | 'breaker_open'
  | 'timeout'
  | 'rate_limited'
  | 'provider_error'
  | 'refused'
  | 'bad_answer'
  | 'failed';

/** What a model call cost. Tokens as the provider counts them, cost in US dollars, latency in milliseconds. */
export interface ModelUsage {
  model: string;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  costUsd: number;
  latencyMs: number;
}

/** What a text was understood to mean. Confidence is 0 to 1; `language` is the one it was written in. */
export interface Understood {
  intent: Intent;
  entities: Entities;
  confidence: number;
  by: UnderstoodBy;
  language: Language;
  usage?: ModelUsage;
  /** Set where the offline reader stood in for the model. */
  fallback?: FallbackReason;
}

/** An earlier message, and what its writer was understood to want. */
export interface Said {
  from: 'person' | 'school';
  text: string;
  intent: string | null;
}

/** A text, and questions that the school has answers to: which of them is it? */
export interface ChoiceRequest {
  text: string;
  questions: readonly string[];
}

/** What the reader is told: the text, who wrote it, and no pupil's name. */
export interface ReadRequest {
  text: string;
  role: Role;
  /** The school-local date of the reader, YYYY-MM-DD. */
  today: string;
  /** Instruments the school teaches, so that "keyboard" in any spelling becomes the school's own word. */
  instruments: readonly string[];
  /** The office has switched the model off. */
  offline?: boolean;
  /** What was said before, oldest first, as it was written; names and numbers are taken out before it is sent. */
  history?: readonly Said[];
}
