import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { messages, people } from '../../db/schema/bot.js';
import { useWorld } from '../support/world.js';
import { change, post, said, value } from '../webhooks/support/post.js';
import { EVENING, RAHUL, drafts, register, written } from './attendance-tables.js';

const world = useWorld();
const ASHA = '919000000101';
const rahul = () => world.chat(RAHUL);
const asha = () => world.chat(ASHA);
const db = () => world.database.db;
const person = async (phone = ASHA) =>
  (await db().select().from(people).where(eq(people.phoneNumber, phone)))[0];
const inbound = () =>
  db().select().from(messages).where(eq(messages.direction, 'inbound')).orderBy(asc(messages.seq));

const HINDI = /\p{Script=Devanagari}/u;
const TELUGU = /\p{Script=Telugu}/u;

describe('the words that always work', () => {
  test('menu shows what this person can do', async () => {
    expect(await rahul().says('menu')).toContain('[Mark attendance]');
    const stranger = await asha().says('menu');
    expect(stranger).toContain('[Language]');
    expect(stranger).not.toContain('Mark attendance');
  });

  test('a greeting is returned, and the open question asked again', async () => {
    const asked = await rahul().says('all except Sarah');
    for (const hello of ['hi', 'good evening', 'hello', 'hey'])
      expect(await rahul().says(hello)).toBe(`Hello!\n\n${asked}`);
    expect(await rahul().says('yes')).toContain('Saved');
  });

  test('“send me updates” lets the school write again', async () => {
    await asha().says('STOP');
    expect(await asha().says('haan mujhe updates chahiye whatsapp pe')).toContain(
      'the school may write to you again',
    );
  });

  test('menu leaves the open question', async () => {
    await rahul().says('all except Sarah');
    await rahul().says('menu');
    expect(await rahul().says('yes')).not.toContain('Saved');
    expect(await written(db())).toBe(0);
  });

  test('help says how, and the open question stays open', async () => {
    expect(await rahul().says('help')).toContain('all present except Sarah');
    await rahul().says('all except Sarah');
    const helped = await rahul().says('help');
    expect(helped).toContain('*cancel* leaves a question');
    expect(helped).toContain('10 present, 1 absent');
    expect(await rahul().says('yes')).toContain('Saved');
  });

  test('cancel leaves it, and says that nothing was saved', async () => {
    await rahul().says('all except Sarah');
    expect(await rahul().says('cancel')).toMatch(/nothing was saved/i);
    expect(await drafts(db())).toEqual(['rejected']);
    expect(await rahul().says('cancel')).toContain('There is nothing open.');
    expect(await rahul().says('yes')).toContain('There is nothing waiting for an answer just now.');
    expect(await written(db())).toBe(0);
  });

  test('back goes one step back, and at the beginning to the menu', async () => {
    await rahul().says('mark attendance');
    await rahul().says('all except Sarah');
    expect(await rahul().says('back')).toContain('who came?');
    expect(await rahul().says('back')).toContain('[Mark attendance]');
    expect(await asha().says('back')).toContain('[Language]');
  });

  test('human is heard', async () => {
    expect(await asha().says('human')).toContain('office');
  });

  test('reset begins afresh', async () => {
    await rahul().says('all except Sarah');
    expect(await rahul().says('reset')).toBe('Done: we start afresh.');
    expect(await rahul().says('yes')).toContain('nothing waiting');
  });

  test.each(['MENU', 'Menu!', 'मेनू', 'మెనూ', ' menu '])('%o is menu', async (word) => {
    expect(asha().hears()).toBe('');
    await asha().says(word);
    expect(asha().last()?.view.options.length).toBeGreaterThan(1);
  });
});

describe('STOP and START', () => {
  test.each([
    ['stop', 'stop'],
    ['STOP', 'STOP'],
    ['band karo', 'band karo'],
    ['बंद करो', 'बंद करो'],
    ['ఆపండి', 'ఆపండి'],
  ])('%s is kept with its time and wording', async (words, wording) => {
    await asha().says('hello');
    world.clock.set(1);
    await asha().says(words);
    expect(await person()).toMatchObject({ optedOutAt: world.clock.now(), consentWording: wording });
  });

  test('who says STOP is still answered, and START is kept as well', async () => {
    await asha().says('stop');
    expect(asha().hears()).toContain('the school will not write to you of its own accord any more');
    expect(await asha().says('hello')).toMatch(/^Hello!/);
    expect((await person())?.optedOutAt).not.toBeNull();
    world.clock.set(1);
    expect(await asha().says('START')).toContain('the school may write to you again');
    expect(await person()).toMatchObject({
      optedOutAt: null,
      optedInAt: world.clock.now(),
      consentSource: 'asked by message',
      consentWording: 'START',
    });
  });

  test('STOP is heard in the middle of a question', async () => {
    await rahul().says('all except Sarah');
    expect(await rahul().says('stop')).toContain('the school will not write to you');
    expect((await person(RAHUL))?.optedOutAt).not.toBeNull();
    expect(await rahul().says('yes')).toContain('Saved');
  });

  test('STOP can be tapped in the menu', async () => {
    await asha().says('menu');
    await asha().taps('Stop messages');
    expect((await person())?.optedOutAt).not.toBeNull();
  });

  test('a sentence that only holds the word stops nothing', async () => {
    await asha().says('which bus stop is near the school?');
    expect((await person())?.optedOutAt).toBeNull();
  });
});

describe('the language', () => {
  test('follows the script in which somebody writes', async () => {
    expect(await asha().says('नमस्ते')).toMatch(HINDI);
    expect(await asha().says('నమస్కారం')).toMatch(TELUGU);
  });

  test('stays when a number or a Latin word follows', async () => {
    await asha().says('नमस्ते');
    expect(await asha().says('menu')).toMatch(HINDI);
    expect(await asha().says('👍')).toMatch(HINDI);
  });

  test('that was chosen stays, whatever script comes, also after the session ended', async () => {
    await asha().says('change language');
    expect(await asha().taps('తెలుగు')).toMatch(TELUGU);
    expect(await asha().says('नमस्ते')).toMatch(TELUGU);
    world.clock.set(24 * 60);
    expect(await asha().says('hello')).toMatch(TELUGU);
    expect((await person())?.language).toBe('te');
  });

  test.each([
    ['hindi mein likho', 'hi'],
    ['change language to Telugu', 'te'],
    ['please write in English', 'en'],
  ])('is changed in words: %s', async (words, language) => {
    await asha().says(words);
    expect((await person())?.language).toBe(language);
  });

  test('of the apology is theirs too', async () => {
    await asha().says('change language');
    await asha().taps('हिन्दी');
    world.app.understand = () => Promise.reject(new Error('boom'));
    expect(await asha().says('qwerty asdf')).toMatch(/^माफ़ कीजिए/);
  });
});

describe('somebody who writes too much', () => {
  const much = async (n: number, words = (i: number) => `hello ${i}`) => {
    for (let i = 0; i < n; i++) await asha().says(words(i));
  };

  test('is told once, and then there is quiet until they slow down', async () => {
    await much(10);
    expect(asha().heard()).toHaveLength(10);
    await much(5);
    expect(asha().heard()).toHaveLength(11);
    expect(asha().hears()).toBe('That was a lot at once. Give me a minute, then write again, please.');
    expect((await inbound()).map((m) => m.reason).filter((r) => r === 'rate_limited')).toHaveLength(5);
    expect((await inbound()).filter((m) => m.status !== 'handled')).toEqual([]);
    world.clock.set(1.1);
    expect(await asha().says('hello')).toMatch(/^Hello!/);
  });

  test('does not keep anybody else from being answered', async () => {
    await much(12);
    expect(await rahul().says('hello')).toMatch(/^Hello!/);
  });

  test('may tap as much as they like', async () => {
    await much(10);
    world.clock.set(0.1);
    const menu = asha().last()?.id;
    for (let i = 0; i < 8; i++) await asha().taps('Language', menu);
    const heard = asha().heard();
    expect(heard).toHaveLength(18);
    expect(heard.filter((h) => h.includes('a lot at once'))).toEqual([]);
  });

  test('may answer what they were asked, as often as it is asked', async () => {
    for (let i = 0; i < 14; i++) await rahul().says(i % 2 ? 'all except Sarah' : 'all except John');
    expect(rahul().heard()).toHaveLength(14);
    expect(
      rahul()
        .heard()
        .filter((h) => h.includes('a lot at once')),
    ).toEqual([]);
    expect(await rahul().says('yes')).toContain('Saved');
  });

  test('may always say STOP', async () => {
    await much(12);
    await asha().says('stop');
    expect((await person())?.optedOutAt).not.toBeNull();
  });

  test('is heard again as soon as a minute of quiet has passed, though they wrote a hundred in an hour', async () => {
    for (let burst = 0; burst < 11; burst++) {
      const all = Array.from({ length: 9 }, (_, i) => said(world, ASHA, `hello ${burst} ${i}`));
      await post(world, change(value(world, { messages: all })));
      world.clock.set(2);
    }
    expect(asha().hears()).toMatch(/^Hello!/);
    await asha().says('hello');
    await asha().says('hello');
    expect(asha().hears()).toContain('a lot at once');
    world.clock.set(61);
    expect(await asha().says('hello')).toMatch(/^Hello!/);
  });
});

describe('a session', () => {
  test('slides on with every message, and ends after half an hour of quiet', async () => {
    await asha().says('change language');
    world.clock.set(29);
    await asha().says('qwerty');
    world.clock.set(29);
    expect(await asha().says('2')).toMatch(HINDI);
    expect((await person())?.language).toBe('hi');
  });

  test('that ended does not take a tap with it: the button still does what it says', async () => {
    await asha().says('change language');
    world.clock.set(31);
    expect(await asha().taps('हिन्दी')).toMatch(HINDI);
    await rahul().says('all except Sarah');
    world.clock.set(31);
    expect(await rahul().taps('Yes')).toContain('Saved');
    expect(await register(db(), EVENING)).toHaveLength(11);
  });

  test('that ended leaves nothing open: a Yes saves nothing, and the list is shown again', async () => {
    await rahul().says('all except Sarah');
    world.clock.set(31);
    expect(await rahul().says('yes')).toContain('This list is not saved yet:');
    expect(await written(db())).toBe(0);
  });
});
