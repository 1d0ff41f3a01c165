import type { Db } from '../../../db/client.js';
import { RuleError } from '../../errors.js';
import { localDate } from '../../school/dates.js';
import { Language } from '../../understanding/intent.js';
import { wantsMarketing } from '../preferences.js';
import { rupeesFor } from '../rates.js';
import type { TemplateBook } from '../templates/book.js';
import type { TemplateName } from '../templates/definitions.js';
import { templateMessage } from '../templates/message.js';
import { type Audience, subjectsOf } from './audience.js';
import { type OwnWords, readOwnWords } from './own-words.js';
import { type LeftOut, type Recipient, peopleFor, recipientsOf } from './people.js';
import { filledIn, placeholdersIn } from './placeholders.js';

/** What a broadcast says, to whom. */
export interface Letter {
  audience: Audience;
  template: TemplateName;
  /** Null: each in their own. */
  language: Language | null;
  /** As asked for, with placeholders; `school` is among them where the template has it. */
  parameters: Record<string, string>;
}

export interface Reading {
  db: Db;
  now: Date;
  timezone: string;
  book: TemplateBook;
}

/** One person's message, as it is frozen when planned. */
export interface Planned {
  personId: string;
  phone: string | null;
  text: string;
  language: Language;
  params: Record<string, string>;
  /** What Meta asks for it, in rupees. */
  cost: number;
  /** Meta does not count it among the day's different people. */
  windowOpen: boolean;
}

export interface Page {
  planned: Planned[];
  leftOut: Partial<Record<LeftOut, number>>;
  next: string | null;
}

/** Who of the next `size` gets what. Two requests, one or two more where a text asks for what is known of each. */
export async function readPage(
  at: Reading,
  letter: Letter,
  { cursor, size }: { cursor: string; size: number },
): Promise<Page> {
  const { subjects, next } = await subjectsOf(at.db, letter.audience, { cursor, size });
  if (subjects.length === 0) return { planned: [], leftOut: firstOf(letter, cursor), next };
  const known = await peopleFor(at.db, subjects);
  const { recipients, leftOut } = recipientsOf(subjects, known, at.now);
  const own = await readOwnWords(at.db, recipients, {
    used: placeholdersIn(letter.parameters),
    today: localDate(at.now, at.timezone),
    timezone: at.timezone,
  });
  const out: Page = { planned: [], leftOut: firstOf(letter, cursor), next };
  for (const why of leftOut.values()) count(out.leftOut, why);
  for (const recipient of recipients) {
    const message = messageFor(at, letter, { recipient, own });
    if (typeof message === 'string') count(out.leftOut, message);
    else out.planned.push(message);
  }
  return out;
}

function count(counts: Page['leftOut'], why: LeftOut): void {
  counts[why] = (counts[why] ?? 0) + 1;
}

/** What of a list could not be read at all is counted with its first page. */
function firstOf({ audience }: Letter, cursor: string): Page['leftOut'] {
  const bad = audience.kind === 'custom' && cursor === '' ? audience.bad : 0;
  return bad > 0 ? { bad_number: bad } : {};
}

function messageFor(
  { book, now }: Reading,
  { template, language, parameters }: Letter,
  { recipient, own }: { recipient: Recipient; own: OwnWords },
): Planned | LeftOut {
  const { person, windowOpen } = recipient;
  const usable = book.usable(template, language ?? Language.catch('en').parse(person.language));
  if (!usable) return 'no_template';
  if (usable.category === 'marketing' && !wantsMarketing(person.preferences)) return 'no_marketing';
  const params = filledIn(parameters, own.of(recipient, usable.language));
  if (!params) return 'unfilled';
  try {
    const { text } = templateMessage({ name: template, language: usable.language, params });
    const cost = rupeesFor(usable.category, now) ?? 0;
    return {
      personId: person.id,
      phone: person.phoneNumber,
      text,
      language: usable.language,
      params,
      cost,
      windowOpen,
    };
  } catch (error) {
    // What stands in everybody's was looked at before: only somebody's own words can make it too long.
    if (error instanceof RuleError) return 'too_long';
    throw error;
  }
}
