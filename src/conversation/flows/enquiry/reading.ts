import type { Facts, Slot } from '../../../school/enquiry/facts.js';
import type { Instrument } from '../../../school/enquiry/open.js';
import { phonesIn } from '../../../school/phone.js';
import { readCommand } from '../../../understanding/commands.js';
import type { Entities } from '../../../understanding/intent.js';
import { stretches } from '../../../understanding/offline/words.js';
import { readAge, saysHowLong, selfAged, whoAged } from './ages.js';
import { callWish } from './calls.js';
import { readDays, readTimes } from './days.js';
import { type InstrumentReading, readInstrument } from './instruments.js';
import { has, levelOf, skips, whoOf } from './lexicon.js';
import { readName, readSpeaker } from './names.js';
import { readNames, readSeveral } from './several.js';

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
  const call = callWish(text);
  if (!call) return hearOf(text, listening);
  // "Tomorrow evening" is when to call, not when to learn.
  const { said, ...heard } = hearOf(call.rest, { ...listening, slot: null });
  const { days: _, time: __, ...rest } = said;
  return { ...heard, said: { ...rest, call: call.when } };
}

function hearOf(text: string, listening: Listening): Heard {
  const { slot } = listening;
  const skipping = slot !== null && skips(text);
  const several = readSeveral(text, listening);
  const names = slot === 'name' && listening.facts.also.length > 0 ? readNames(text, listening.facts) : null;
  if (names) return { said: names, instrument: null, skips: false, asks: false };
  const naming = slot === 'name' && !skipping ? readName(text) : null;
  const level = readLevel(text, slot);
  const named = readInstrument(text, listening);
  // "Two years of keyboard" tells of the past, unless it takes something back.
  const found = slot === 'level' && level !== null && !corrects(text, named) ? null : named;
  const phone = phonesIn(text)[0] ?? null;
  // A name is a name, whatever else it sounds like ("Veena"); only a correction is more than one.
  if (naming !== null && !corrects(text, found)) {
    const said = { name: naming, ...asked({ age: readAge(text, slot) }) };
    return { said, instrument: null, skips: false, asks: false };
  }
  const said: Partial<Facts> = {
    ...(found?.kind === 'one' ? { instrument: found.name, instrumentId: found.id } : {}),
    ...people(text, listening),
    ...several,
    ...asked({ level }),
    ...when(text, slot),
    ...(phone ? { phone } : {}),
    ...(stretches(text, 'trial').length > 0 ? { trial: true } : {}),
  };
  const other = found && found.kind !== 'one' && !skipping && !several?.instrumentId ? found : null;
  return { said, instrument: other, skips: skipping, asks: asksSomething(text) };
}

/** What the model read in it as well, where the readers here found nothing. */
export function withEntities(heard: Heard, { age, level, name }: Entities): Heard {
  // Of a child it is not sure whose name it is.
  const speaks = heard.said.who === 'child' || heard.said.who === 'other';
  const more: Partial<Facts> = {
    ...(age !== undefined && age > 1 && age < 100 ? { age: Math.round(age) } : {}),
    ...asked({ level: level ? levelOf(level, true) : null }),
    ...(name && !speaks ? { name } : {}),
  };
  return { ...heard, said: { ...more, ...heard.said } };
}

function asked<T extends object>(value: T): Partial<T> {
  const kept = Object.entries(value).filter(([, v]) => v !== null);
  return Object.fromEntries(kept) as Partial<T>;
}

function readLevel(text: string, slot: Slot | null): string | null {
  const level = levelOf(text, slot === 'level');
  return level ?? (slot === 'level' && saysHowLong(text) ? 'some' : null);
}

/** A time of the day alone, where days were asked for, means that any day will do. */
function when(text: string, slot: Slot | null): Partial<Facts> {
  const [days, time] = [readDays(text, slot === 'days'), readTimes(text)];
  return { ...asked({ time }), ...asked({ days: days ?? (slot === 'days' && time !== null ? [] : null) }) };
}

function people(text: string, { slot, facts }: Listening): Partial<Facts> {
  const age = readAge(text, slot);
  const speaking = selfAged(text) ? 'self' : null;
  const who = whoOf(text, slot === 'who') ?? speaking ?? (facts.who === null ? whoAged(age, slot) : null);
  const speaker = readSpeaker(text);
  const own = who === 'child' || who === 'other' ? { guardian: speaker.self } : { name: speaker.self };
  return { ...asked({ age, who }), ...asked(own), ...asked({ name: speaker.pupil }) };
}

const HOW_MUCH =
  /(?<![\p{L}\p{M}])(?:how much(?! (?:time|experience))|price|cost|charges|kitna (?:paisa|hai|lagega|hoga)|kitne (?:paise|ka|rupaye)|entha|कितना|कितने (?:का|पैसे|रुपये)|ఎంత)(?![\p{L}\p{M}])/iu;

function asksSomething(text: string): boolean {
  const about = (['fee', 'seat', 'trial'] as const).some((c) => stretches(text, c).length > 0);
  return about || has('times', text) || HOW_MUCH.test(text);
}

/** "No, guitar": an instrument that is taught, and a word that takes something back, or nothing else at all. */
function corrects(text: string, found: InstrumentReading | null): boolean {
  if (found?.kind !== 'one') return false;
  return has('instead', text) || found.alone || readCommand(text.split(/[\s,]+/)[0] ?? '') === 'no';
}
