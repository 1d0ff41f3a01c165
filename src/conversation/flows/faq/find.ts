import type { Facts } from '../../../school/facts.js';
import { readOfficeHours } from '../../../school/office-hours.js';
import { readDate } from '../../../understanding/dates.js';
import { type Topic, answersTo, gistOf } from '../../../understanding/questions.js';
import { instrumentAsked } from '../../../understanding/questions/instrument.js';
import { splitWords } from '../../../understanding/text/words.js';
import type { FlowContext } from '../../flow.js';

/** What the facts say to a question. `sure`: it is what was asked, as far as words can tell. */
export interface Known {
  body: string;
  sure: boolean;
}

type Asked = ReturnType<typeof instrumentAsked>;

/** How many holidays are listed at once. */
const HOLIDAYS = 6;

/** From the school's own facts and from nothing else; null where they say nothing. `today`: school-local. */
export function knownTo(
  ctx: FlowContext,
  said: string,
  { facts, today }: { facts: Facts; today: string },
): Known | null {
  const off = holidayNamed(ctx, said, { facts, today });
  if (off !== null) return { body: off, sure: true };
  const written = fromFaqs(ctx, said, facts);
  if (written?.sure) return written;
  const counted = fromTables(ctx, said, facts);
  return counted === null ? written : { body: counted, sure: true };
}

/** In the asker's language where the school has it so, else as it is. */
function fromFaqs(ctx: FlowContext, said: string, { faqs }: Facts): Known | null {
  const { language, copy } = ctx;
  const matches = answersTo(said, faqs);
  const [best] = matches;
  if (!best) return null;
  const alike = matches.filter((m) => m.sure === best.sure && m.score >= best.score - 1);
  const own = alike.find((m) => m.entry.language === language);
  const { entry, sure } = own ?? alike.find((m) => m.entry.language === 'en') ?? best;
  return { body: inWords(ctx, entry, sure ? '' : copy.faq.near), sure };
}

/** The school's own answer; a word before it where it is not in the asker's language. */
export function inWords({ language, copy }: FlowContext, entry: Facts['faqs'][number], before = ''): string {
  const foreign = entry.language === language ? '' : copy.faq.foreign;
  const lead = [before, foreign].filter(Boolean).join(' ');
  return lead ? `${lead}\n\n${entry.answer}` : entry.answer;
}

function holidayNamed(
  { copy }: FlowContext,
  said: string,
  { facts: { holidays }, today }: { facts: Facts; today: string },
): string | null {
  const asked = gistOf(said).topics;
  const about = asked.has('holiday') || asked.has('hours');
  const date = about ? readDate(said, today, { tense: 'future' })?.date : undefined;
  const on = holidays.find((h) => h.date === date);
  if (on) return copy.faq.closedOn(on);
  const keys = new Set(splitWords(said).map((w) => w.key));
  const named = holidays.find((h) => {
    const words = splitWords(h.reason ?? '').filter((w) => w.kind === 'word' && w.key.length > 3);
    return words.length > 0 && words.every((w) => keys.has(w.key));
  });
  return named && (about || asked.size === 0) ? copy.faq.closedOn(named) : null;
}

function fromTables(ctx: FlowContext, said: string, facts: Facts): string | null {
  const { topics, offTopic } = gistOf(said);
  const { faq: words } = ctx.copy;
  const only = (...allowed: Topic[]) => topics.size > 0 && [...topics].every((t) => allowed.includes(t));
  if (offTopic) return null;
  if (topics.has('holiday') && only('holiday', 'hours'))
    return words.holidays(facts.holidays.slice(0, HOLIDAYS));
  const asked = instrumentAsked(said, facts.instruments);
  if (only('fee')) return feesOf(ctx, facts, asked);
  if (only('instruments') || (topics.size === 0 && asked !== null)) {
    if (asked === null) return words.instruments(facts.instruments);
    return asked.taught ? words.teaches(asked.name) : words.teachesNot(asked.name, facts.instruments);
  }
  return only('hours') ? hoursOf(ctx) : null;
}

function feesOf({ copy }: FlowContext, { fees, instruments }: Facts, asked: Asked): string | null {
  if (asked && !asked.taught) return copy.faq.teachesNot(asked.name, instruments);
  const lines = fees.filter((f) => f.offers.length > 0 && (asked === null || f.instrument === asked.name));
  return lines.length > 0 ? copy.faq.fees(lines) : null;
}

function hoursOf({ copy, settings }: FlowContext): string | null {
  const spans = new Map<string, { days: number[]; from: string; to: string }>();
  for (const { weekday, from, to } of readOfficeHours(settings.officeHours)) {
    const line = spans.get(`${from}${to}`) ?? { days: [], from, to };
    spans.set(`${from}${to}`, { ...line, days: [...line.days, weekday] });
  }
  return spans.size > 0 ? copy.faq.hours([...spans.values()]) : null;
}
