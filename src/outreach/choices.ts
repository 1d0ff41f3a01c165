import { eq, sql } from 'drizzle-orm';
import type { Db, Write } from '../../db/client.js';
import { people } from '../../db/schema/bot.js';
import type { NoticeKind } from './notify.js';
import { wants } from './preferences.js';

/** What a person may choose to hear of or not. */
export const CHOICES = [
  'payment_reminder',
  'class_reminder',
  'classes_low_alert',
  'absence_alert',
  'attendance_confirmation',
  'attendance_prompt',
  'enquiry_waiting',
  'unmarked_classes',
  'digest',
] as const satisfies readonly NoticeKind[];
export type Choice = (typeof CHOICES)[number];

export interface Choices {
  wants(kind: Choice): boolean;
  /** They said STOP: nothing comes, whatever is chosen here. */
  stopped: boolean;
}

/** What a person chose so far. One request. */
export async function readChoices(db: Db, personId: string): Promise<Choices> {
  const [row] = await db
    .select({ preferences: people.preferences, optedOutAt: people.optedOutAt })
    .from(people)
    .where(eq(people.id, personId));
  return {
    wants: (kind) => wants(row?.preferences, kind),
    stopped: row?.optedOutAt != null,
  };
}

/** Switches one kind on or off for one person; what else they chose stays. */
export function choose(
  db: Db,
  { personId, kind, on }: { personId: string; kind: Choice; on: boolean },
): Write {
  const without = (key: 'mute' | 'want') => sql`(case when jsonb_typeof(preferences -> ${key}) = 'array'
    then preferences -> ${key} else '[]'::jsonb end - ${kind}::text)`;
  const withKind = (key: 'mute' | 'want') => sql`(${without(key)} || jsonb_build_array(${kind}::text))`;
  const mute = on ? without('mute') : withKind('mute');
  const want = on ? withKind('want') : without('want');
  return db
    .update(people)
    .set({ preferences: sql`preferences || jsonb_build_object('mute', ${mute}, 'want', ${want})` })
    .where(eq(people.id, personId));
}
