import * as z from 'zod';
import { copyFor } from '../copy/index.js';
import { identityKey } from '../outreach/codes.js';
import { followLanguage } from '../outreach/consent.js';
import { notify } from '../outreach/notify.js';
import { type Actor, withoutRights } from '../school/people.js';
import type { Language, Understood } from '../understanding/intent.js';
import { type Tap, readButtonId, text } from '../whatsapp/reply.js';
import type { Mailbox, TurnDeps } from './deps.js';
import type { FlowContext, Place } from './flow.js';
import { accountErrand } from './flows/account/errands.js';
import { officeErrand } from './flows/admin/errands.js';
import { reminderErrand } from './flows/admin/reminders.js';
import { type TurnInput, chosenOption } from './input.js';
import { introduced } from './introduce.js';
import { languageOf } from './language.js';
import { numberChange } from './number-change.js';
import { whileOff } from './off.js';
import { reader } from './reader.js';
import { route } from './route.js';
import { type Answer, within } from './routing/outcome.js';
import type { Session } from './session.js';
import { settingsFrom } from './settings.js';

export interface Question {
  mailbox: Mailbox;
  actor: Actor;
  session: Session;
  input: TurnInput;
  now: Date;
}

/** Works out what to answer and what to write with it. Reads, asks the model if it must, writes nothing. */
export async function answer(deps: TurnDeps, q: Question): Promise<Answered> {
  const changed = await numberChange(deps, q);
  const asked = changed.length > 0 ? afterChange(q) : q;
  if (q.input.silent)
    return { answer: { ...(nodded(asked) ?? silence(asked.session)), writes: changed }, understood: null };
  const found = await answerTo(deps, asked);
  return { ...found, answer: { ...found.answer, writes: [...changed, ...found.answer.writes] } };
}

/** Whoever has the number now goes on with nothing that was talked about before. */
function afterChange(q: Question): Question {
  const context = { ...q.session.context, flow: null, options: [], about: null, lastIntent: null, misses: 0 };
  return { ...q, actor: withoutRights(q.actor), session: { ...q.session, context } };
}

interface Answered {
  answer: Answer;
  understood: Understood | null;
}

async function answerTo(deps: TurnDeps, q: Question): Promise<Answered> {
  const { mailbox, session, input } = q;
  const reading = reader(deps, q);
  const tap = input.tap ?? accountErrand(input, q.actor, q.now) ?? (input.late ? null : chosen(q));
  const language = languageFor(q);
  const ctx = contextFor(deps, q, language);
  const settings = settingsFrom(deps.env, mailbox.settings);
  const { person } = mailbox;
  const off = whileOff(ctx, { text: input.text, tap, person, settings, context: session.context });
  if (off) return { answer: off, understood: null };
  const found = await route({
    ctx,
    context: { ...session.context, language },
    input: {
      text: tap ? '' : input.text,
      tap,
      attachment: input.attachment,
      sharedPhones: input.sharedPhones,
      late: input.late,
      forwarded: input.forwarded,
      understood: reading.understood,
      plainly: reading.plainly,
      choose: reading.choose,
    },
    limited: overLimit(deps, mailbox),
  });
  const understood = await reading.asked();
  const told = introduced(ctx, found);
  const follow = language === (person.language ?? 'en') ? [] : [followLanguage(deps.db, person.id, language)];
  return {
    answer: { ...told, writes: [...follow, ...told.writes] },
    understood: understood ?? (tap ? BY_TAP(language, found) : null),
  };
}

function contextFor(deps: TurnDeps, q: Question, language: Language): FlowContext {
  const { timezone, ...settings } = settingsFrom(deps.env, q.mailbox.settings);
  return {
    db: deps.db,
    now: q.now,
    timezone,
    actor: q.actor,
    language,
    copy: copyFor(language),
    sessionId: q.session.id,
    about: q.session.context.about ?? null,
    profileName: q.mailbox.person.profileName,
    place: placeOf(q.session),
    withOffice: withOffice(q),
    settings,
    identity: {
      key: () => identityKey(deps.env),
      mail: deps.env.SMTP_URL !== undefined,
      ownNumber: deps.ownNumber,
    },
    razorpay: deps.razorpay,
    notify: (notice) => notify(deps.db, notice),
  };
}

/** "2" said to the office is a number, not a choice. */
function chosen(q: Question): Tap | null {
  const { input, session } = q;
  const number = withOffice(q) && !/\p{L}/u.test(input.text);
  if (number) return null;
  const errand = q.actor.isAdmin ? officeErrand(input.text) : null;
  return chosenOption(input.text, session.context.options) ?? errand ?? reminderErrand(input.text, q.actor);
}

function withOffice({ mailbox, now }: Question): boolean {
  return mailbox.withOfficeUntil !== null && mailbox.withOfficeUntil > now;
}

function placeOf({ context }: Session): Place {
  const step = z.object({ step: z.string() }).safeParse(context.flow?.state);
  return {
    flow: context.flow?.name ?? null,
    step: step.success ? step.data.step : null,
    lastIntent: context.lastIntent,
  };
}

function languageFor({ mailbox, session, input }: Question): Language {
  return languageOf(mailbox.person, session.context.language ?? null, input);
}

function overLimit({ env }: TurnDeps, { lately }: Mailbox): boolean {
  return lately.minute > env.RATE_LIMIT_PER_MINUTE || lately.hour > env.RATE_LIMIT_PER_HOUR;
}

/** A 👍 on a question that waits for a Yes saves nothing; said once a minute, or it would be taken for saved. */
function nodded(q: Question): Answer | null {
  const { context } = q.session;
  const waits = context.flow !== null && context.options.some((o) => readButtonId(o.id)?.action === 'yes');
  if (!q.input.nod || !waits || withOffice(q) || within(context.cannotAt, q.now, 60_000)) return null;
  const reply = text(copyFor(languageFor(q)).general.nodded);
  return {
    ...silence({ ...q.session, context: { ...context, cannotAt: q.now.toISOString() } }),
    reply,
    reason: null,
  };
}

function silence(session: Session): Answer {
  return {
    reply: null,
    writes: [],
    context: session.context,
    intent: null,
    counted: false,
    reason: 'no_answer_wanted',
  };
}

const BY_TAP = (language: Language, found: Answer): Understood => ({
  intent: found.intent ?? 'help',
  entities: {},
  confidence: 1,
  by: 'tap',
  language,
});
