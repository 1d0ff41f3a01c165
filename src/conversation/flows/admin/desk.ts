import { type Option, buttonId, clip } from '../../../whatsapp/reply.js';
import type { FlowContext } from '../../flow.js';

/** How much of somebody's words one line shows. */
const WORDS = 160;

export function toOffice({ copy }: FlowContext): Option {
  return { id: buttonId('admin', 'office'), title: copy.admin.menu };
}

/** What somebody wrote stands in one line, so that it cannot look like more than one sentence of ours. */
export function oneLine(said: string): string {
  return clip(said.replace(/\s+/g, ' ').trim(), WORDS);
}
