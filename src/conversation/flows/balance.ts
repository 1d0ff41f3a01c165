import { tellingFlow } from './telling/flow.js';

/** How many classes are left and why, and who came. */
export const balance = tellingFlow('bal');
