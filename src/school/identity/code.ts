import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

/** How long a code may be entered, how often it may be entered wrongly, and its digits. */
export const CODE_MINUTES = 10;
export const CODE_TRIES = 5;
const DIGITS = 6;

/** What a code is made from: it may be stored, since without the key it says nothing. */
export function newReference(): string {
  return randomUUID();
}

/**
 * The six digits of a reference. Only the reference waits to be sent, so that no table ever holds a code, and a second
 * try to send it sends the same one.
 */
export function codeOf(key: Buffer, reference: string): string {
  const number = hmac(key, 'code', reference).readUIntBE(0, 6);
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** Kept instead of the code. A million codes are tried in a second where nothing secret goes in: the key does. */
export function codeHash(key: Buffer, personId: string, code: string): string {
  return hmac(key, 'hash', `${personId}:${code}`).toString('hex');
}

export function sameHash(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(a), Buffer.from(b)];
  return x.length === y.length && timingSafeEqual(x, y);
}

/** Letters and digits that nobody mistakes for each other (Crockford's). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 4;

/** What an admin's link carries: eighty random bits in four groups, `7F3K-…`. */
export function newInvite(): string {
  const letters = [...randomBytes(GROUPS * 4)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? '');
  return Array.from({ length: GROUPS }, (_, i) => letters.slice(i * 4, i * 4 + 4).join('')).join('-');
}

export function inviteHash(key: Buffer, invite: string): string {
  return hmac(key, 'invite', invite).toString('hex');
}

function hmac(key: Buffer, purpose: string, text: string): Buffer {
  return createHmac('sha256', key).update(`${purpose}:${text}`).digest();
}
