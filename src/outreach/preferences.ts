import * as z from 'zod';

/** What a person wants to hear of and what not (people.preferences). Kinds are NoticeKind names; unknown ones stay. */
export const Preferences = z
  .looseObject({
    /** Kinds they do not want. */
    mute: z.array(z.string()).catch([]),
    /** Kinds that come only to those who asked for them. */
    want: z.array(z.string()).catch([]),
    /** "stop" when the person told Meta that they want no marketing from us. */
    marketing: z.enum(['stop', 'resume']).optional().catch(undefined),
  })
  .catch({ mute: [], want: [] });
export type Preferences = z.infer<typeof Preferences>;

/** Told only to families that chose it. */
const BY_CHOICE: ReadonlySet<string> = new Set(['attendance_confirmation', 'class_reminder']);

/** Whether this kind of notice is wanted: muting wins over wanting. */
export function wants(preferences: unknown, kind: string): boolean {
  const { mute, want } = Preferences.parse(preferences);
  return !mute.includes(kind) && (!BY_CHOICE.has(kind) || want.includes(kind));
}

export function wantsMarketing(preferences: unknown): boolean {
  const { mute, marketing } = Preferences.parse(preferences);
  return marketing !== 'stop' && !mute.includes('announcement');
}
