import type * as z from 'zod';
import type { Write } from '../../db/client.js';
import type { Copy } from '../copy/en.js';
import type { Notice } from '../outreach/notify.js';
import type { Razorpay } from '../payments/razorpay.js';
import type { SchoolContext } from '../school/context.js';
import type { IdentityContext } from '../school/identity/context.js';
import type { Actor } from '../school/people.js';
import type { Language, Understood } from '../understanding/intent.js';
import type { Reply, Tap } from '../whatsapp/reply.js';

/** What a person sent, as one turn's input. Taps go the same way as text. */
export interface Input {
  /** All texts of a burst, a line each; empty for a tap. */
  text: string;
  /** What was tapped, or chosen by its number or its title. */
  tap: Tap | null;
  /** Something other than text came: a voice note, a picture … Its kind as Meta names it. */
  attachment: string | null;
  /** Numbers in contacts that were shared, as WhatsApp spells them. */
  sharedPhones?: string[];
  /** Older than 15 minutes on arrival: may be asked about, never acted on. */
  late: boolean;
  /** Somebody else's words, passed on. Counts as late too. */
  forwarded: boolean;
  /** Reads the text: plain rules first, then the model, then the offline reader. Asked once per turn at most. */
  understood(): Promise<Understood>;
  /** The same by plain rules alone: at once, and often less sure. */
  plainly(): Promise<Understood>;
  /** Which of some questions the text asks, by its index; null where the model may not be asked or cannot say. */
  choose(questions: readonly string[]): Promise<number | null>;
}

/** What the last answer was about: which flow gave it, for which one pupil, to what wish. */
export interface About {
  flow: string;
  studentId: string | null;
  wish: unknown;
}

/** What a flow is given: the school's context, who speaks, in which words to answer. */
export interface FlowContext extends SchoolContext {
  actor: Actor;
  language: Language;
  copy: Copy;
  sessionId: string;
  /** What was asked about last in this session. */
  about: About | null;
  /** The name a person gave themselves in WhatsApp: to be shown to the office, never believed. */
  profileName: string | null;
  /** Where the conversation stood before this message. */
  place: Place;
  /** The office has this conversation; the bot is heard only on the way back. */
  withOffice: boolean;
  settings: FlowSettings;
  /** What proving who somebody is needs. `ownNumber`: the school's, as digits, null while Meta does not say. */
  identity: IdentityContext['identity'] & { ownNumber(): Promise<string | null> };
  /** Null where payments are not set up. */
  razorpay: Razorpay | null;
  /** The statements that let the school tell somebody something; sent when allowed, recorded when not. */
  notify(notice: Notice): Write[];
}

export interface Place {
  flow: string | null;
  step: string | null;
  lastIntent: string | null;
}

export interface FlowSettings {
  schoolName: string;
  /** As in OFFICE_HOURS (school/office-hours.ts). */
  officeHours: string;
  /** How long the office keeps a conversation at most. */
  handoverHours: number;
  /** How many days back a teacher may mark attendance. */
  attendanceDaysBack: number;
  /** At or below this balance a family is told. */
  lowBalance: number;
  /** What the model may cost in a day, in US dollars. */
  aiBudgetUsd: number;
  /** As "21:00-08:00": nothing the school starts goes out then, but for what cannot wait. */
  quietHours: string;
  /** Above so many people a broadcast needs a second admin. */
  approvalAbove: number;
  /** How many different people outside their windows may be written to in 24 hours; 0 for no limit. */
  peopleADay: number;
}

/** Where an answer leads. An answer never holds the next question: the state it goes to asks it. */
export type Step<S> =
  | { kind: 'go'; state: S; say?: string; writes?: Write[] }
  | { kind: 'done'; reply: Reply; writes?: Write[]; about?: About }
  | { kind: 'unclear'; help?: string };

export interface FlowDefinition<S> {
  /** Also the first part of its button ids. */
  name: string;
  state: z.ZodType<S>;
  /** Begins it for what was understood. */
  start(ctx: FlowContext, input: Input): Promise<Step<S>>;
  /** What this state asks. */
  prompt(ctx: FlowContext, state: S): Reply;
  /** What the person says to it. */
  answer(ctx: FlowContext, state: S, input: Input): Promise<Step<S>>;
  /** A button of this flow, tapped when it is not the open one: an old message, or after the session ran out. */
  tap(ctx: FlowContext, tap: Tap, input: Input): Promise<Step<S>>;
  /** A few words that go on from this flow's last answer ("and for Meera?"); null when they do not. */
  follow?(ctx: FlowContext, input: Input): Promise<Step<S> | null>;
  /** What leaving it by "cancel" writes. */
  leave?(ctx: FlowContext, state: S): Write[];
  /** What to say when another wish comes between and something is not saved; null when nothing is. */
  unsaved?(ctx: FlowContext, state: S): string | null;
}

/** A flow whose state is plain JSON to everyone else; it is parsed on the way in. */
export interface Flow {
  name: string;
  start(ctx: FlowContext, input: Input): Promise<Step<unknown>>;
  prompt(ctx: FlowContext, state: unknown): Reply;
  answer(ctx: FlowContext, state: unknown, input: Input): Promise<Step<unknown>>;
  tap(ctx: FlowContext, tap: Tap, input: Input): Promise<Step<unknown>>;
  follow(ctx: FlowContext, input: Input): Promise<Step<unknown> | null>;
  leave(ctx: FlowContext, state: unknown): Write[];
  unsaved(ctx: FlowContext, state: unknown): string | null;
  /** Whether a stored state can still be read by this version of the flow. */
  reads(state: unknown): boolean;
}

export function defineFlow<S>(d: FlowDefinition<S>): Flow {
  return {
    name: d.name,
    start: (ctx, input) => d.start(ctx, input),
    prompt: (ctx, state) => d.prompt(ctx, d.state.parse(state)),
    answer: async (ctx, state, input) => d.answer(ctx, d.state.parse(state), input),
    tap: (ctx, tap, input) => d.tap(ctx, tap, input),
    follow: async (ctx, input) => d.follow?.(ctx, input) ?? null,
    leave: (ctx, state) => d.leave?.(ctx, d.state.parse(state)) ?? [],
    unsaved: (ctx, state) => d.unsaved?.(ctx, d.state.parse(state)) ?? null,
    reads: (state) => d.state.safeParse(state).success,
  };
}
