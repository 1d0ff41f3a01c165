import { directory } from '../../../school/directory.js';
import type { Entities } from '../../../understanding/intent.js';
import { matchName } from '../../../understanding/names.js';
import type { FlowContext, Input } from '../../flow.js';
import { namedIn } from '../leave/read.js';
import { namedStranger } from '../strangers.js';
import { bookings } from './book.js';
import { offer } from './offer.js';
import { type MakeupStep, go, over } from './steps.js';

const CANCELS =
  /\bcancel|\bwithdraw|\braddu\b|\bradd\b|\bwapas\b|\bvapas\b|\bcan(?:no|['’])t (?:come|make)|रद्द|वापस|कैंसिल|రద్దు|వెనక్కి|క్యాన్సిల్/iu;

/** A makeup, or the end of one that is booked. */
export async function start(ctx: FlowContext, input: Input): Promise<MakeupStep> {
  const { children, teacher, isAdmin } = ctx.actor;
  const { makeup: words } = ctx.copy;
  const said = input.text;
  const understood = said === '' ? null : await input.understood();
  const entities: Entities = understood?.entities ?? {};
  const instrument = entities.instrument ?? null;
  if (children.length === 0) {
    if (isAdmin && entities.student) return byAdmin(ctx, entities.student, { said, instrument });
    return over(teacher || isAdmin ? words.teacherHint : words.notKnown);
  }
  const stranger = namedStranger(said, understood, children);
  if (stranger) return go({ step: 'child', said, instrument }, ctx.copy.leave.notAmong(stranger));
  const named = namedIn(said, children);
  if (CANCELS.test(said)) return bookings(ctx, named.length > 0 ? named : children);
  const before = children.find((c) => c.id === ctx.about?.studentId);
  const [only, ...others] = named.length > 0 ? named : before ? [before] : children;
  if (!only || others.length > 0) return go({ step: 'child', said, instrument });
  return offer(ctx, { studentId: only.id, said, instrument });
}

async function byAdmin(
  ctx: FlowContext,
  name: string,
  wish: { said: string; instrument: string | null },
): Promise<MakeupStep> {
  const pupils = (await directory(ctx)).filter((p) => p.kind === 'pupil');
  const match = matchName(name, pupils);
  if (match.kind !== 'one') return over(ctx.copy.makeup.teacherHint);
  return CANCELS.test(wish.said) ? bookings(ctx, [match]) : offer(ctx, { studentId: match.id, ...wish });
}
