import { localDate, localTime } from '../../../school/dates.js';
import type { FlowContext } from '../../flow.js';

/** An instant in the school's time and the person's words. */
export function instantWords(ctx: FlowContext, iso: string): string {
  const at = new Date(iso);
  const date = localDate(at, ctx.timezone);
  const time = ctx.copy.attendance.time(localTime(at, ctx.timezone));
  return date === localDate(ctx.now, ctx.timezone) ? time : `${ctx.copy.attendance.day(date)}, ${time}`;
}
