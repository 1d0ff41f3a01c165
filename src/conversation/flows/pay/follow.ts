import * as z from 'zod';
import { splitWords } from '../../../understanding/text/words.js';
import type { FlowContext, Input } from '../../flow.js';
import { ANOTHER_WISH } from '../elsewhere.js';
import { linesAbout, offerIn } from './reading.js';
import { FLOW, type PayStep } from './state.js';
import { lineIn, linesFor, towardsLink, towardsPackage } from './steps.js';

/** What a session keeps of a link that was sent. */
const Sent = z.object({ studentId: z.string(), instrumentId: z.string(), classes: z.number() });
type Sent = z.infer<typeof Sent>;

/** More words than this are a wish of their own. */
const MOST = 7;

export function aboutLink(sent: Sent) {
  return { flow: FLOW, studentId: sent.studentId, wish: sent };
}

/** "The monthly one instead", "and for Ananya?": right after a link, another package or another child. */
export async function followLink(ctx: FlowContext, input: Input): Promise<PayStep | null> {
  const sent = Sent.safeParse(ctx.about?.wish);
  if (!sent.success || input.late || splitWords(input.text).length > MOST) return null;
  const plain = await input.plainly();
  const paying = plain.intent === 'payment_link' || plain.intent === 'payment_status';
  if (plain.confidence >= ANOTHER_WISH && !paying) return null;
  const read = await linesFor(ctx);
  if ('over' in read) return null;
  const line = lineIn(read.lines, sent.data);
  const about = linesAbout(input.text, read.lines);
  if (about.length < read.lines.length && (!line || !about.includes(line)))
    return paying || plain.confidence < ANOTHER_WISH ? towardsLink(ctx, about, input.text) : null;
  const offer = line ? offerIn(input.text, line.offers) : null;
  return line && offer && offer.classes !== sent.data.classes ? towardsPackage(line, offer) : null;
}
