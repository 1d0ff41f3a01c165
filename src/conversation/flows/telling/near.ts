import { addDays } from '../../../school/dates.js';
import type { FlowContext } from '../../flow.js';
import { todayOf } from './answers.js';

/** The word that a day has besides its date. */
export function nearOf(ctx: FlowContext, date: string): 'today' | 'tomorrow' | 'yesterday' | null {
  const today = todayOf(ctx);
  if (date === today) return 'today';
  if (date === addDays(today, 1)) return 'tomorrow';
  return date === addDays(today, -1) ? 'yesterday' : null;
}
