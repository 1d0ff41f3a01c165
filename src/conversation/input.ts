import type { MessageRow } from '../mailbox/mailbox.js';
import { InboundDetails } from '../whatsapp/inbound.js';
import type { Option } from '../whatsapp/reply.js';
import { type Tap, readButtonId } from '../whatsapp/reply.js';

/** Older than this on arrival, a message may be asked about but starts nothing. */
const LATE_MS = 15 * 60_000;
/** Letters of a turn that are read: nobody needs more to say what they want, and reading an essay takes seconds. */
const LONGEST = 2000;
/** Kinds that say something to the bot only where a text does too, and need no answer. */
const SILENT = new Set(['reaction', 'revoke', 'system']);
const NOD = /^(?:👍|👌|✅|✔|☑|👏|🙏|💯)/u;
/** As outreach/links.ts makes it. */
const REFERENCE = /\s*\(ref P-[0-9A-Z]{5,12}\)\s*/i;
const ATTACHED = new Set([
  'audio',
  'image',
  'video',
  'document',
  'sticker',
  'location',
  'contacts',
  'order',
  'unsupported',
]);

/** What one turn answers: the messages it finishes and what they say together. */
export interface TurnInput {
  rows: MessageRow[];
  text: string;
  tap: Tap | null;
  /** Something other than text, by its kind. */
  attachment: string | null;
  /** Numbers in contacts that were shared. */
  sharedPhones: string[];
  late: boolean;
  forwarded: boolean;
  /** Nothing here wants an answer. */
  silent: boolean;
  /** A message of ours was nodded at: 👍 and the like, and nothing else was said. */
  nod: boolean;
}

/**
 * The part of a person's open messages that belongs together: a burst of texts is one question, a tap (however
 * often it was tapped) is one act of its own. What follows is the next turn's.
 */
export function nextInput(open: readonly MessageRow[], now: Date): TurnInput {
  const rows = withoutDeleted(open);
  // One that failed before goes alone: it must not take its neighbours with it.
  if (rows[0] && rows[0].attempts > 1) return { rows: [rows[0]], ...readTogether([rows[0]], now) };
  const first = rows.findIndex((r) => r.messageType === 'tap');
  const taken = first === 0 ? sameTaps(rows) : first > 0 ? rows.slice(0, first) : rows;
  const gone = open.filter((r) => !rows.includes(r));
  const finished = taken.length === rows.length || gone.length === 0 ? [...taken, ...gone] : taken;
  return { rows: finished, ...readTogether(taken, now) };
}

function readTogether(taken: readonly MessageRow[], now: Date): Omit<TurnInput, 'rows'> {
  const speaking = taken.filter((r) => !SILENT.has(r.messageType));
  const tapped = speaking.find((r) => r.messageType === 'tap');
  const details = (r: MessageRow) => InboundDetails.catch({}).parse(r.metadata);
  const late = speaking.some((r) => now.getTime() - (r.sentAt ?? r.createdAt).getTime() > LATE_MS);
  const forwarded = speaking.some((r) => details(r).forwarded === true);
  return {
    text: tapped ? (tapped.content ?? '') : textOf(speaking),
    tap: tapped ? (readButtonId(details(tapped).tapId ?? '') ?? null) : null,
    attachment: speaking.find((r) => ATTACHED.has(r.messageType))?.messageType ?? null,
    sharedPhones: speaking.flatMap((r) => details(r).sharedPhones ?? []),
    // A forwarded text is somebody else's word: it may be asked about like a late one, never acted on.
    late: late || forwarded,
    forwarded,
    silent: speaking.length === 0,
    nod:
      speaking.length === 0 &&
      taken.some((r) => r.messageType === 'reaction' && NOD.test(details(r).emoji ?? '')),
  };
}

/** An edited text takes the place of what it corrects when both are still open, whichever came first. */
function textOf(rows: readonly MessageRow[]): string {
  const texts = new Map<string, string>();
  const edits = rows.filter((r) => r.messageType === 'edit');
  for (const r of [...rows.filter((r) => r.messageType !== 'edit'), ...edits]) {
    const target = InboundDetails.catch({}).parse(r.metadata).target;
    const body = r.messageType === 'request_welcome' ? 'hi' : withoutReference(r.content);
    if (body) texts.set(r.messageType === 'edit' && target ? target : (r.whatsappMessageId ?? r.id), body);
  }
  return [...texts.values()].join('\n').trim().slice(0, LONGEST);
}

/** What a link of the school's carries along says where somebody comes from, and nothing of what they want. */
function withoutReference(content: string | null): string | null {
  if (content === null || !REFERENCE.test(content)) return content;
  return content.replace(REFERENCE, ' ').trim() || 'hi';
}

/** What a person deleted before it was read was never said. */
function withoutDeleted(rows: readonly MessageRow[]): MessageRow[] {
  const deleted = new Set(
    rows
      .filter((r) => r.messageType === 'revoke')
      .map((r) => InboundDetails.catch({}).parse(r.metadata).target),
  );
  return rows.filter((r) => !(r.whatsappMessageId && deleted.has(r.whatsappMessageId)));
}

function sameTaps(rows: readonly MessageRow[]): MessageRow[] {
  const id = InboundDetails.catch({}).parse(rows[0]?.metadata).tapId;
  const end = rows.findIndex(
    (r) => !SILENT.has(r.messageType) && InboundDetails.catch({}).parse(r.metadata).tapId !== id,
  );
  return end === -1 ? [...rows] : rows.slice(0, end);
}

/** "2", "2." or the words of a button answer what the last reply offered, as a tap would. */
export function chosenOption(text: string, options: readonly Pick<Option, 'id' | 'title'>[]): Tap | null {
  const said = text
    .trim()
    .toLocaleLowerCase()
    .replace(/[.)!]+$/, '');
  const number = /^\d{1,2}$/.test(westernDigits(said)) ? Number(westernDigits(said)) : null;
  const found =
    number === null ? options.find((o) => o.title.toLocaleLowerCase() === said) : options[number - 1];
  return found ? readButtonId(found.id) : null;
}

/** Devanagari and Telugu digits as 0–9. */
function westernDigits(text: string): string {
  return text
    .replace(/[\u0966-\u096f]/g, (d) => String(d.charCodeAt(0) - 0x966))
    .replace(/[\u0c66-\u0c6f]/g, (d) => String(d.charCodeAt(0) - 0xc66));
}
