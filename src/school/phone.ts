import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** The country of numbers that stand without a country code. */
const HOME: CountryCode = 'IN';
/** What is shorter identifies nobody. */
const FEWEST = 10;

/**
 * One phone number in any common form → its digits with the country code (919876543210), as WhatsApp spells it.
 * Null for what identifies nobody: placeholders of one repeated digit, numbers under ten digits, several numbers.
 */
export function parsePhone(text: string, country: CountryCode = HOME): string | null {
  const number = parsePhoneNumberFromString(asciiDigits(text), country);
  if (!number?.isValid()) return null;
  const national: string = number.nationalNumber;
  const digits = number.number.slice(1);
  return digits.length < FEWEST || /^(\d)\1*$/.test(national) ? null : digits;
}

/** Every number in a free-text field ("98765 43210 / 040-2345 6789"), each once, as digits with country code. */
export function phonesIn(text: string | null | undefined): string[] {
  const pieces = asciiDigits(text ?? '').match(/\+?[\d\s().-]*\d/g) ?? [];
  return [...new Set(pieces.flatMap(numbersOf))];
}

function numbersOf(piece: string): string[] {
  const whole = parsePhone(piece);
  if (whole !== null) return [whole];
  // Several numbers with nothing but spaces or dashes between them: groups are gathered until they make a number.
  const found: string[] = [];
  let gathered = '';
  for (const group of piece.match(/\+?\d+/g) ?? []) {
    gathered += group;
    const number = digitCount(gathered) < FEWEST ? null : parsePhone(gathered);
    if (number === null) continue;
    found.push(number);
    gathered = '';
  }
  return found;
}

function digitCount(text: string): number {
  return text.replace(/\D/g, '').length;
}

/** For logs and for "a code was sent to": only the last two digits can be read. */
export function maskPhone(digits: string): string {
  return '•'.repeat(Math.max(digits.length - 2, 0)) + digits.slice(-2);
}

/** Digits of Hindi and Telugu script become ASCII: people type numbers on either keyboard. */
export function asciiDigits(text: string): string {
  return text
    .replace(/[०-९]/g, (d) => String(d.charCodeAt(0) - 0x966))
    .replace(/[౦-౯]/g, (d) => String(d.charCodeAt(0) - 0xc66));
}
