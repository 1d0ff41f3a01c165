import { eq } from 'drizzle-orm';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { messages } from '../../db/schema/bot.js';
import { students } from '../../db/schema/school.js';
import { useWorld } from '../support/world.js';
import { STRANGER, codesApproved, everythingKept, linksOf } from './account-tables.js';

interface Letter {
  to: string[];
  raw: string;
}

const PORT = 42_525;
const letters: Letter[] = [];
/** What the mail server says to the next letters, before it takes them. */
let refusals: number[] = [];

/** A real mail server on this machine. */
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const responseCode = refusals.shift();
      if (responseCode) return done(Object.assign(new Error('not now'), { responseCode }));
      letters.push({
        to: session.envelope.rcptTo.map((r) => r.address),
        raw: Buffer.concat(chunks).toString(),
      });
      done();
    });
  },
});
beforeAll(() => new Promise<void>((resolve) => server.listen(PORT, '127.0.0.1', resolve)));
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));

const env = {
  SMTP_URL: `smtp://127.0.0.1:${PORT}`,
  MAIL_FROM: 'Sargam School of Music <office@sargam.example>',
};
const world = useWorld({ at: '2026-11-24T12:00:00+05:30', env });
const db = () => world.database.db;
const stranger = () => world.chat(STRANGER);
const mailRow = async () =>
  (await db().select().from(messages).where(eq(messages.messageType, 'email')))[0] ?? null;

beforeEach(async () => {
  letters.length = 0;
  refusals = [];
  await db()
    .update(students)
    .set({ phone: null, metadata: { email: 'vivek@families.example', guardian_phone: '' } })
    .where(eq(students.name, 'Arjun Gupta'));
});

/** The letter in plain words; the code stands in its first line. */
function letterText(): string {
  const [letter] = letters;
  const body =
    letter?.raw
      .split(/\r?\n\r?\n/)
      .slice(1)
      .join('\n') ?? '';
  const base64 = /content-transfer-encoding: base64/i.test(letter?.raw ?? '');
  return base64 ? Buffer.from(body, 'base64').toString() : body.replace(/=\r?\n/g, '');
}

describe('where no WhatsApp code can go, the e-mail on file gets it', () => {
  test('to that address, in words that say who asks, and it links', async () => {
    const heard = await stranger().says("I'm Arjun Gupta's father");
    expect(heard).toContain('on its way to the e-mail address that the school has for it');
    expect(letters).toHaveLength(1);
    expect(letters[0]?.to).toEqual(['vivek@families.example']);
    expect(letterText()).toContain('a number ending in 60');
    const code = /(\d{6})/.exec(letterText())?.[1] ?? '';
    expect(await stranger().says(code)).toContain('Done: you are linked as Arjun Gupta’s family.');
    expect(await linksOf(db(), STRANGER)).toEqual(['Arjun Gupta: code']);
    expect(await everythingKept(db())).not.toContain(code);
    expect(await everythingKept(db())).not.toContain('vivek@families.example');
    expect(world.logged.join('\n')).not.toMatch(/families\.example/);
    expect(await mailRow()).toMatchObject({ status: 'sent', payload: null, content: '••••••' });
  });

  test('a name without an address, and one that nobody has, are answered alike and get no letter', async () => {
    const known = await stranger().says("I'm Ananya Gupta's father");
    const unknown = await world.chat('919000000161').says("I'm Zebulon Quix's father");
    expect(unknown).toBe(known);
    expect(letters).toEqual([]);
  });

  test('by WhatsApp where that is open too', async () => {
    await codesApproved(world);
    expect(await stranger().says("I'm Ananya Gupta's father")).toContain(
      'the phone number or e-mail address',
    );
    expect(letters).toEqual([]);
    await world.chat('919000000162').says("I'm Arjun Gupta's father");
    expect(letters).toHaveLength(1);
  });

  test('a mail server that is busy is asked again; the letter is the same', async () => {
    refusals = [451];
    await stranger().says("I'm Arjun Gupta's father");
    expect(letters).toEqual([]);
    expect(await mailRow()).toMatchObject({ status: 'queued', reason: 'mail 451' });
    world.clock.set(1);
    await world.tick();
    expect(letters).toHaveLength(1);
    const code = /(\d{6})/.exec(letterText())?.[1] ?? '';
    expect(await stranger().says(code)).toContain('Done');
  });

  test('one that refuses for good, or is down until the code is over, loses nothing but the code', async () => {
    refusals = [550];
    await stranger().says("I'm Arjun Gupta's father");
    expect(await mailRow()).toMatchObject({ status: 'failed', reason: 'mail 550', payload: null });
    world.clock.set(2);
    await db().delete(messages).where(eq(messages.messageType, 'email'));
    refusals = [451, 451];
    await stranger().taps('Send again');
    world.clock.set(11);
    await world.tick();
    expect(await mailRow()).toMatchObject({ status: 'skipped', reason: 'too late', payload: null });
    expect(letters).toEqual([]);
    expect(await stranger().says('menu')).toContain('Sargam School of Music');
  });

  test('in the language of the one who asks', async () => {
    await stranger().says('मैं अर्जुन गुप्ता का पापा हूँ');
    expect(letterText()).toContain('60 पर ख़त्म होने वाले नंबर से');
  });
});
