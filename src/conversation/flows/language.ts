import * as z from 'zod';
import { copyFor } from '../../copy/index.js';
import { keepLanguage } from '../../outreach/consent.js';
import { Language } from '../../understanding/intent.js';
import { type Reply, buttonId, buttons, text } from '../../whatsapp/reply.js';
import { type FlowContext, type Step, defineFlow } from '../flow.js';

const State = z.object({ step: z.literal('choose') });
type State = z.infer<typeof State>;

const NAMES: Record<Language, string> = { en: 'English', hi: 'हिन्दी', te: 'తెలుగు' };

/** Which language the bot writes in: chosen once, kept until changed. */
export const language = defineFlow<State>({
  name: 'lang',
  state: State,
  async start(ctx, input) {
    const { entities } = await input.understood();
    return entities.language ? choose(ctx, entities.language) : { kind: 'go', state: { step: 'choose' } };
  },
  prompt: (ctx): Reply =>
    buttons(
      ctx.copy.general.chooseLanguage,
      Language.options.map((l) => ({ id: buttonId('lang', 'set', l), title: NAMES[l] })),
    ),
  async answer(ctx, _state, input) {
    const tapped = input.tap ? Language.safeParse(input.tap.args[0]) : null;
    if (tapped?.success) return choose(ctx, tapped.data);
    const { entities } = await input.understood();
    return entities.language ? choose(ctx, entities.language) : { kind: 'unclear' };
  },
  async tap(ctx, tap) {
    const tapped = Language.safeParse(tap.args[0]);
    return tapped.success ? choose(ctx, tapped.data) : { kind: 'go', state: { step: 'choose' } };
  },
});

function choose(ctx: FlowContext, chosen: Language): Step<State> {
  return {
    kind: 'done',
    reply: text(copyFor(chosen).general.languageChosen),
    writes: [keepLanguage(ctx.db, ctx.actor.personId, chosen)],
  };
}
