import { editDistance } from '../text/distance.js';
import { addDays, daysBetween, mondayOf, weekdayOf } from './calendar.js';
import { dayAndMonth, dayOfMonth, numericDate } from './numbers.js';
import { type Found, type Place, keyAt, numberAt } from './place.js';
import { WORD_SETS, nearby, shifts, weekdays } from './words.js';

/** The date that begins exactly at this word, if one does. */
export function dateAt(place: Place): Found | null {
  for (const reader of [numericDate, dayAndMonth, countedDays, shiftWord, weekdayName, dayOfMonth]) {
    const found = reader(place);
    if (found) return found;
  }
  return null;
}

/** "2 days ago", "in 3 days", "2 din pehle". */
function countedDays(place: Place): Found | null {
  const count = numberAt(place, 0);
  if (count !== null && count <= 60 && WORD_SETS.days.has(keyAt(place, 1))) {
    if (WORD_SETS.ago.has(keyAt(place, 2)))
      return { date: addDays(place.today, -count), certain: true, length: 3 };
    if (WORD_SETS.later.has(keyAt(place, 2)))
      return { date: addDays(place.today, count), certain: true, length: 3 };
  }
  const after = numberAt(place, 1);
  const ahead = ['in', 'after'].includes(keyAt(place, 0)) && WORD_SETS.days.has(keyAt(place, 2));
  return ahead && after !== null && after <= 60
    ? { date: addDays(place.today, after), certain: true, length: 3 }
    : null;
}

// Sound like "kal" and are none.
const CALLS: ReadonlySet<string> = new Set(['call', 'calls', 'cal', 'कॉल', 'కాల్']);

/** today, tomorrow, day before yesterday, kal: the longest phrase first, then small typing errors. */
function shiftWord(place: Place): Found | null {
  if (CALLS.has(place.words[place.at]?.text.toLowerCase() ?? '')) return null;
  for (let length = 4; length > 0; length--) {
    const phrase = Array.from({ length }, (_, i) => keyAt(place, i)).join(' ');
    const shift = shifts.get(phrase) ?? (length === 1 ? misspelt(phrase, shifts) : undefined);
    if (!shift) continue;
    if ('days' in shift) return { date: addDays(place.today, shift.days), certain: true, length };
    const days = place.tense === 'past' ? -shift.either : shift.either;
    return { date: addDays(place.today, days), certain: place.tense !== undefined, length };
  }
  return null;
}

/** Monday, last Friday, agle shanivar. A bare weekday is the nearest on its side, today included. */
function weekdayName(place: Place): Found | null {
  // Sounds like a short Thursday and is none.
  if (['to', 'too', 'two'].includes(place.words[place.at]?.text.toLowerCase() ?? '')) return null;
  const near = nearby.get(keyAt(place, 0));
  const at = near === undefined ? 0 : 1;
  const key = keyAt(place, at);
  const weekday = weekdays.get(key) ?? misspelt(key, weekdays);
  if (weekday === undefined) return null;
  const { today, tense } = place;
  const ahead = (weekday - weekdayOf(today) + 7) % 7;
  const length = at + 1;
  if (near === 'last') return { date: addDays(today, ahead - 7), certain: true, length };
  if (near === 'next') {
    const date = addDays(mondayOf(today), 7 + ((weekday + 6) % 7));
    return { date, certain: daysBetween(today, date) <= 7, length };
  }
  const past = tense === 'past' && ahead > 0;
  return {
    date: addDays(today, past ? ahead - 7 : ahead),
    certain: tense !== undefined || ahead === 0,
    length,
  };
}

/** Long words only, and one small error: "tomorow", "wendesday". Short ones are too near to names. */
function misspelt<T>(key: string, table: ReadonlyMap<string, T>): T | undefined {
  if (key.length < 6 || key.includes(' ')) return undefined;
  const allowed = key.length >= 8 ? 2 : 1;
  for (const [word, value] of table) {
    if (word.length >= 6 && word[0] === key[0] && editDistance(key, word) <= allowed) return value;
  }
  return undefined;
}
