import { createHash, randomBytes } from 'node:crypto';

/** Who wrote the message: the byte in the id that tells the two apart. */
const FROM = { person: 0x12, school: 0x11 } as const;

/** `wamid.` and base64 around the person's number (or user id), as Meta's own ids are built. */
export function wamid(person: string, from: keyof typeof FROM): string {
  const who = Buffer.from(person, 'ascii').subarray(0, 255);
  const token = Buffer.from(from === 'person' ? `3A${hex(18)}` : hex(18), 'ascii');
  const bytes = Buffer.concat([
    Buffer.from([0x1c, 0x18, who.length]),
    who,
    Buffer.from([0x15, 0x02, 0x00, FROM[from], 0x18, token.length]),
    token,
    Buffer.from([0x00]),
  ]);
  return `wamid.${bytes.toString('base64')}`;
}

/** Media and template ids: 15 to 17 digits as text. */
export function graphId(digits = 16): string {
  const random = BigInt(`0x${randomBytes(12).toString('hex')}`).toString();
  return `${1 + (Number(random.slice(-1)) % 9)}${random.slice(0, digits - 1)}`;
}

export function traceId(): string {
  return `A${randomBytes(18).toString('base64url').slice(0, 22)}`;
}

/** The same number has the same user id after a restart; a changed number (next generation) has another. */
export function userIdFor(phone: string, country: string, generation = 0): string {
  const digest = createHash('sha256').update(`${phone}/${generation}`).digest('hex');
  return `${country}.${BigInt(`0x${digest.slice(0, 24)}`)
    .toString()
    .padStart(17, '3')
    .slice(0, 17)}`;
}

export const USER_ID = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

function hex(length: number): string {
  return randomBytes(length).toString('hex').toUpperCase().slice(0, length);
}
