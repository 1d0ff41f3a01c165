import { tellingFlow } from './telling/flow.js';

/** When classes are: a family's next ones, a teacher's day or week. */
export const schedule = tellingFlow('sched');
