import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { USER_ID, userIdFor } from './ids.js';
import type { JsonObject } from './json.js';

/** What Meta tells the school about a person: the number, the number and a user id, or a user id alone. */
export type PersonKind = 'phone_only' | 'phone_and_user_id' | 'user_id_only';

export interface Person {
  /** The simulator's own key; it stays when the number changes. */
  readonly id: string;
  name: string;
  kind: PersonKind;
  /** Digits, as in `wa_id`. A user-id-only person may have one that the school is not told. */
  phone: string | null;
  userId: string | null;
  role: string;
  note: string;
  onWhatsApp: boolean;
  online: boolean;
  readReceipts: boolean;
  blocksSchool: boolean;
  blockedBySchool: boolean;
  stopsMarketing: boolean;
  /** Clock time of their last message in ms: the service window runs 24 hours from it. */
  lastWroteAt: number | null;
  /** Set by an ad or a post; the free entry window starts with the school's first answer. */
  cameFromAd: boolean;
  freeEntryUntil: number | null;
  numberChanges: number;
}

/** Somebody of the school's own data, offered on the page. */
export interface DirectoryEntry {
  name: string;
  phone: string;
  role: string;
  note: string;
}

export interface NewPerson {
  phone?: string;
  userId?: string;
  name?: string;
  kind?: PersonKind;
  role?: string;
  note?: string;
  onWhatsApp?: boolean;
}

export class People {
  readonly #byId = new Map<string, Person>();
  readonly #schoolCountry: string;
  /** The school's own people with their numbers as digits; null until they were read. */
  directory: DirectoryEntry[] | null = null;

  constructor(displayPhoneNumber: string) {
    const school = parsePhoneNumberFromString(`+${displayPhoneNumber.replace(/\D/g, '')}`);
    this.#schoolCountry = school?.countryCallingCode ?? '91';
  }

  all(): Person[] {
    return [...this.#byId.values()];
  }

  clear(): void {
    this.#byId.clear();
  }

  find(who: string): Person | null {
    const known = this.#byId.get(who);
    if (known) return known;
    const people = this.all();
    if (USER_ID.test(who)) return people.find((person) => person.userId === who) ?? null;
    const phone = this.digits(who);
    return people.find((person) => person.phone === phone) ?? null;
  }

  findOrMake(who: string): Person {
    return this.find(who) ?? this.add(USER_ID.test(who) ? { userId: who } : { phone: who });
  }

  /** Adds a person, or changes what is known about the one who has this number or user id. */
  add(details: NewPerson): Person {
    const phone = details.phone === undefined ? null : this.digits(details.phone);
    const known = (details.userId && this.find(details.userId)) || (phone && this.find(phone)) || null;
    const kind = details.kind ?? known?.kind ?? (phone ? 'phone_and_user_id' : 'user_id_only');
    const userId =
      details.userId ?? (phone && known?.phone === phone ? known.userId : null) ?? defaultUserId(phone, kind);
    const entry = this.directory?.find((one) => one.phone === phone);
    const person: Person = known ?? emptyPerson(phone ?? userId ?? 'nobody');
    Object.assign(person, {
      kind,
      phone: phone ?? person.phone,
      userId: kind === 'phone_only' ? null : userId,
      name: details.name ?? (person.name || entry?.name || nameless(phone)),
      role: details.role ?? (person.role || entry?.role || ''),
      note: details.note ?? (person.note || entry?.note || ''),
      onWhatsApp: details.onWhatsApp ?? person.onWhatsApp,
    });
    this.#byId.set(person.id, person);
    return person;
  }

  learn(directory: DirectoryEntry[]): DirectoryEntry[] {
    const byPhone = new Map<string, DirectoryEntry>();
    for (const entry of directory) {
      const phone = this.digits(entry.phone);
      const known = byPhone.get(phone);
      byPhone.set(phone, known ? joined(known, entry) : { ...entry, phone });
    }
    this.directory = [...byPhone.values()];
    return this.directory;
  }

  /** A new number brings a new user id. @returns the old ones, for the system message. */
  changeNumber(person: Person, newPhone: string): { phone: string | null; userId: string | null } {
    const before = { phone: person.phone, userId: person.userId };
    const phone = this.digits(newPhone);
    person.userId = nextUserId(person, phone);
    person.phone = phone;
    person.numberChanges += 1;
    return before;
  }

  /** As Meta reads `to`: without a plus, a short number gets the school's country code. */
  digits(number: string): string {
    const digits = number.replace(/\D/g, '');
    const whole = number.trim().startsWith('+') || (digits.length > 10 && !digits.startsWith('0'));
    if (whole) return digits;
    return `${this.#schoolCountry}${digits.replace(/^0+/, '')}`;
  }
}

/** The user id that comes with a new number; none for a person who has none. */
export function nextUserId(person: Person, phone: string): string | null {
  return person.userId ? userIdFor(phone, countryOf(phone), person.numberChanges + 1) : null;
}

/** `contacts[0]` of a webhook about this person. */
export function contactOf(person: Person): JsonObject {
  return {
    profile: { name: person.name },
    wa_id: person.kind === 'user_id_only' ? undefined : (person.phone ?? undefined),
    user_id: person.userId ?? undefined,
  };
}

/** One number is one chat, whoever in the school's data it belongs to: the first gives the name. */
function joined(first: DirectoryEntry, other: DirectoryEntry): DirectoryEntry {
  const more = other.name === first.name ? other.note : `${other.name}, ${other.note || other.role}`;
  const note = [first.note, more].filter(Boolean).join('; ');
  return { ...first, note };
}

function emptyPerson(id: string): Person {
  return {
    id,
    name: '',
    kind: 'phone_and_user_id',
    phone: null,
    userId: null,
    role: '',
    note: '',
    onWhatsApp: true,
    online: true,
    readReceipts: true,
    blocksSchool: false,
    blockedBySchool: false,
    stopsMarketing: false,
    lastWroteAt: null,
    cameFromAd: false,
    freeEntryUntil: null,
    numberChanges: 0,
  };
}

function defaultUserId(phone: string | null, kind: PersonKind): string | null {
  if (kind === 'phone_only') return null;
  return userIdFor(phone ?? `nobody-${Math.random()}`, phone ? countryOf(phone) : 'IN');
}

function countryOf(phone: string): string {
  return parsePhoneNumberFromString(`+${phone}`)?.country ?? 'IN';
}

function nameless(phone: string | null): string {
  return phone ? `Person ${phone.slice(-4)}` : 'Somebody';
}
