import type { Recurrence, Slot } from './recurrence.js';

/** 17:00 → "5:00 pm", as the school writes times. */
export function clock12(time: string): string {
  const [hours = '0', minutes = '00'] = time.split(':');
  const hour = Number(hours);
  return `${hour % 12 || 12}:${minutes} ${hour < 12 ? 'am' : 'pm'}`;
}

/** "Guitar 5:00 pm" where all classes of the week start alike, else with the recurrence in the school's own words. */
export function batchLabel(instrument: string, recurrence: Recurrence): string {
  const starts = new Set(recurrence.readable ? recurrence.slots.map((s) => s.start) : []);
  const [start] = starts;
  return starts.size === 1 && start
    ? `${instrument} ${clock12(start)}`
    : `${instrument} (${recurrence.text})`;
}

/** The label of one day's class, by its first slot. */
export function classLabel(instrument: string, slots: readonly Slot[], recurrence: Recurrence): string {
  const start = slots[0]?.start;
  return start ? `${instrument} ${clock12(start)}` : batchLabel(instrument, recurrence);
}
