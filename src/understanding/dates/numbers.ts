import { daysBetween, makeDay, partsOf } from './calendar.js';
import { type Found, type Place, keyAt, numberAt, touching } from './place.js';
import { WORD_SETS, months } from './words.js';

/** 2026-12-25, 25/12, 25-12-2026, 25.12.26. Two parts need a slash: "1-4" is a range of numbers, "5.30" a time. */
export function numericDate(place: Place): Found | null {
  const [a, b, c] = [numberAt(place, 0), numberAt(place, 2), numberAt(place, 4)];
  const sign = keyAt(place, 1);
  if (a === null || b === null || !'/-.'.includes(sign) || sign === '') return null;
  if (c !== null && keyAt(place, 3) === sign && touching(place, 4)) {
    const year = (n: number) => (n >= 20 && n < 100 ? 2000 + n : n);
    const date = a > 999 ? makeDay(a, b, c) : (makeDay(year(c), b, a) ?? makeDay(year(c), a, b));
    return date ? { date, certain: true, length: 5 } : null;
  }
  if (sign !== '/' || !touching(place, 2)) return null;
  const date = nearestYear(place, b, a) ?? nearestYear(place, a, b);
  return date === null ? null : { date, certain: b <= 12, length: 3 };
}

/** 25 dec, 25th of December 2026, Dec 25. */
export function dayAndMonth(place: Place): Found | null {
  let length = 0;
  let date = numberAt(place, 0);
  let month = months.get(keyAt(place, 0));
  if (date !== null) {
    length = WORD_SETS.ordinals.has(keyAt(place, 1)) ? 2 : 1;
    if (keyAt(place, length) === 'of') length++;
    month = months.get(keyAt(place, length));
    length++;
  } else if (month !== undefined) {
    date = numberAt(place, 1);
    length = WORD_SETS.ordinals.has(keyAt(place, 2)) ? 3 : 2;
  }
  if (date === null || month === undefined) return null;
  const typedYear = numberAt(place, length);
  if (typedYear !== null && typedYear > 2000 && typedYear < 2200) {
    const day = makeDay(typedYear, month, date);
    return day ? { date: day, certain: true, length: length + 1 } : null;
  }
  const day = nearestYear(place, month, date);
  return day ? { date: day, certain: true, length } : null;
}

/** The year that puts a day and month on the right side of today, or nearest to it when no side is given. */
function nearestYear({ today, tense }: Place, month: number, date: number): string | null {
  const { year } = partsOf(today);
  const days = [year - 1, year, year + 1].flatMap((y) => makeDay(y, month, date) ?? []);
  const allowed = days.filter((d) =>
    tense === 'past' ? d <= today : tense === 'future' ? d >= today : true,
  );
  const distance = (day: string) => Math.abs(daysBetween(today, day));
  return allowed.sort((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** 25th, 25 tarikh, "25 ko". */
export function dayOfMonth(place: Place): Found | null {
  const date = numberAt(place, 0);
  if (date === null || date < 1 || date > 31) return null;
  const ordinal = WORD_SETS.ordinals.has(keyAt(place, 1)) && touching(place, 1);
  const noun = WORD_SETS.dateNouns.has(keyAt(place, ordinal ? 2 : 1));
  if (!ordinal && !noun && keyAt(place, 1) !== 'ko') return null;
  const { year, month } = partsOf(place.today);
  const step = place.tense === 'past' ? -1 : 1;
  for (let away = 0; away < 12; away++) {
    const index = month - 1 + away * step;
    const day = makeDay(year + Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, date);
    if (day && (step < 0 ? day <= place.today : day >= place.today)) {
      return { date: day, certain: place.tense !== undefined, length: ordinal && noun ? 3 : 2 };
    }
  }
  return null;
}
