import type { Facts, Slot } from '../../../school/enquiry/facts.js';
import type { Instrument } from '../../../school/enquiry/open.js';
import { phonesIn } from '../../../school/phone.js';
import { readCommand } from '../../../understanding/commands.js';
import type { Entities } from '../../../understanding/intent.js';
import { ageIn, stretches } from '../../../understanding/offline/words.js';
import { digitsToLatin } from '../../../understanding/text/words.js';
import { readDays } from './days.js';
import { type InstrumentReading, readInstrument } from './instruments.js';
import { has, levelOf, skips, whoOf } from './lexicon.js';
import { readName, readSpeaker } from './names.js';

/** What one message says for an enquiry. */
export interface Heard {
  said: Partial<Facts>;
  /** What was said of an instrument, where it is not simply one that is taught. */
  instrument: Exclude<InstrumentReading, { kind: 'one' }> | null;
  /** They cannot or will not say. */
  skips: boolean;
  /** They ask about fees, times, seats or trials. */
  asks: boolean;
}

export interface Listening {
  taught: readonly Instrument[];
  facts: Facts;
  /** What was asked; null where nothing was. */
  slot: Slot | null;
}

/** Reads whatever of an enquiry stands in a message; what is asked just now is heard in the fewest words. */
export function hear(text: string, listening: Listening): Heard {
  const { slot } = listening;
  const skipping = slot !== null && skips(text);
  const naming = slot === 'name' && !skipping ? readName(text) : null;
  const found = readInstrument(text, listening);
  const phone = phonesIn(text)[0] ?? null;
  // A name is a name, whatever else it sounds like ("Veena"); only a correction is more than one.
  if (naming !== null && !corrects(text, found)) {
    return { said: { name: naming }, instrument: null, skips: false, asks: false };
  }
  const said: Partial<Facts> = {
    ...(found?.kind === 'one' ? { instrument: found.name, instrumentId: found.id } : {}),
    ...people(text, slot),
    ...(slot === 'level' ? asked({ level: levelOf(text, true) }) : asked({ level: levelOf(text, false) })),
    ...asked({ days: readDays(text, slot === 'days') }),
    ...(phone ? { phone } : {}),
    ...(stretches(text, 'trial').length > 0 ? { trial: true } : {}),
  };
  const other = found && found.kind !== 'one' ? found : null;
  return { said, instrument: other, skips: skipping, asks: asksSomething(text) };
}

/** What the model read in it as well, where the readers here found nothing. */
export function withEntities(heard: Heard, { age, level, name }: Entities): Heard {
  const speaks = heard.said.who === 'child' || heard.said.who === 'other';
  const more: Partial<Facts> = {
    ...(age !== undefined && age > 1 && age < 100 ? { age: Math.round(age) } : {}),
    ...asked({ level: level ? levelOf(level, true) : null }),
    ...(name ? (speaks ? { guardian: name } : { name }) : {}),
  };
  return { ...heard, said: { ...more, ...heard.said } };
}

function asked<T extends object>(value: T): Partial<T> {
  const kept = Object.entries(value).filter(([, v]) => v !== null);
  return Object.fromEntries(kept) as Partial<T>;
}

function people(text: string, slot: Slot | null): Partial<Facts> {
  const age = readAge(text, slot);
  const who = whoOf(text, slot === 'who') ?? (slot === 'who' && age !== null ? whoAged(age) : null);
  const speaker = readSpeaker(text);
  const own = who === 'child' || who === 'other' ? { guardian: speaker.self } : { name: speaker.self };
  return { ...asked({ age, who }), ...asked(own), ...asked({ name: speaker.pupil }) };
}

/** A bare age says who it is for where only one answer is likely. */
function whoAged(age: number): Facts['who'] {
  return age < 16 ? 'child' : age > 17 ? 'self' : null;
}

function readAge(text: string, slot: Slot | null): number | null {
  const plain = digitsToLatin(text);
  const read = ageIn(plain).age;
  if (read !== undefined) return read;
  const told = /\b(?:is|turned|aged?|just)\s+(\d{1,2})\b(?!\s*(?:pm|am|:|\/))/iu.exec(plain)?.[1];
  const bare = slot === 'who' || slot === 'age' ? /^\D*(\d{1,2})\D*$/u.exec(plain)?.[1] : undefined;
  const years = Number(told ?? bare ?? 0);
  return years >= 2 && years <= 90 ? years : null;
}

function asksSomething(text: string): boolean {
  const about = (['fee', 'seat', 'trial'] as const).some((c) => stretches(text, c).length > 0);
  return about || has('times', text);
}

/** "No, guitar": an instrument that is taught, and a word that takes something back, or nothing else at all. */
function corrects(text: string, found: InstrumentReading | null): boolean {
  if (found?.kind !== 'one') return false;
  return has('instead', text) || found.alone || readCommand(text.split(/[\s,]+/)[0] ?? '') === 'no';
}
