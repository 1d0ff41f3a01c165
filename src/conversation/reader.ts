import { localDate } from '../school/dates.js';
import type { Actor } from '../school/people.js';
import type { Role, Understood } from '../understanding/intent.js';
import { readOffline } from '../understanding/offline.js';
import type { Mailbox, TurnDeps } from './deps.js';
import { sendingHeld } from './held.js';
import type { TurnInput } from './input.js';
import { settingsFrom } from './settings.js';

/** After this long without an answer the person sees that somebody is typing. */
const TYPING_AFTER_MS = 400;

interface Asking {
  mailbox: Mailbox;
  actor: Actor;
  input: TurnInput;
  now: Date;
}

/** Understanding is asked at most once a turn, and only by a step that cannot read the text itself. */
export function reader(deps: TurnDeps, { mailbox, actor, input, now }: Asking) {
  let asked: Promise<Understood> | null = null;
  const request = async () => {
    const { timezone } = settingsFrom(deps.env, mailbox.settings);
    const instruments = await deps.instruments();
    return { text: input.text, role: roleOf(actor), today: localDate(now, timezone), instruments };
  };
  const ask = async () => {
    const held = sendingHeld(deps, mailbox);
    const typing = setTimeout(() => (held ? undefined : void showTyping(deps, input)), TYPING_AFTER_MS);
    try {
      const { aiOff } = settingsFrom(deps.env, mailbox.settings);
      const about = { ...(await request()), offline: aiOff, history: mailbox.recent };
      return await deps.understand(about, mailbox.person.id);
    } finally {
      clearTimeout(typing);
    }
  };
  return {
    understood: () => {
      asked ??= ask();
      return asked;
    },
    plainly: async () => readOffline(await request()),
    asked: async () => asked,
    /** Only where the model could be asked just now: nobody waits for a second silence. */
    choose: async (questions: readonly string[]) => {
      const { aiOff } = settingsFrom(deps.env, mailbox.settings);
      const failed = (await asked)?.fallback !== undefined;
      if (aiOff || failed || questions.length === 0) return null;
      return deps.choose({ text: input.text, questions }, mailbox.person.id);
    },
  };
}

async function showTyping(deps: TurnDeps, input: TurnInput): Promise<void> {
  const last = input.rows.at(-1)?.whatsappMessageId;
  if (last) await deps.whatsapp.markRead(last, true);
}

function roleOf(actor: Actor): Role {
  const role = actor.roles[0];
  return role === undefined || role === 'agent' ? 'prospect' : role;
}
