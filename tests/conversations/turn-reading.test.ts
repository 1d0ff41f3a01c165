import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { messages, people } from '../../db/schema/bot.js';
import type { World } from '../support/world.js';
import { useWorld } from '../support/world.js';
import { change, post, said, value } from '../webhooks/support/post.js';
import { EVENING, RAHUL, audits, register, written } from './attendance-tables.js';

const world = useWorld();
const ASHA = '919000000101';
const rahul = () => world.chat(RAHUL);
const asha = () => world.chat(ASHA);
const db = () => world.database.db;

const rows = (direction: 'inbound' | 'outbound') =>
  db().select().from(messages).where(eq(messages.direction, direction)).orderBy(asc(messages.seq));
const open = async () => (await rows('inbound')).filter((m) => m.status === 'received');
const person = async (phone: string) =>
  (await db().select().from(people).where(eq(people.phoneNumber, phone)))[0];

/** All of it comes in one webhook, as when Meta catches up. */
const atOnce = (w: World, ...all: object[]) => post(w, change(value(w, { messages: all })));
/** Somebody's text, or anything else they send. */
const from = (phone: string, body: string, more: object = {}) => said(world, phone, body, more);
const tap = (phone: string, id: string, title: string) => ({
  ...from(phone, ''),
  type: 'interactive',
  context: { id: 'wamid.OUT' },
  interactive: { type: 'button_reply', button_reply: { id, title } },
});
/** The id of an option that the last message to them offered. */
const optionId = (phone: string, title: string) =>
  world
    .chat(phone)
    .last()
    ?.view.options.find((o) => o.title === title)?.id ?? '-';
const minutesAgo = (n: number) => ({
  timestamp: String(Math.floor(world.clock.now().getTime() / 1000) - n * 60),
});

describe('a burst of messages', () => {
  test('of texts is one question, and gets one answer', async () => {
    await atOnce(world, from(RAHUL, 'all present'), from(RAHUL, 'except Sarah'));
    expect(rahul().heard()).toHaveLength(1);
    expect(rahul().hears()).toContain('10 present, 1 absent');
    const [first, second] = await rows('inbound');
    expect([first?.status, second?.status]).toEqual(['handled', 'handled']);
    expect((await rows('outbound'))[0]?.metadata).toEqual({ answers: [first?.id, second?.id] });
  });

  test('of two people is two questions', async () => {
    await atOnce(world, from(RAHUL, 'all except Sarah'), from(ASHA, 'hello'), from(ASHA, 'there'));
    expect([rahul().heard().length, asha().heard().length]).toEqual([1, 1]);
    expect(asha().hears()).not.toContain('Sarah');
  });

  test('of a text and then a tap is two turns, in that order', async () => {
    await rahul().says('all except Sarah');
    const yes = optionId(RAHUL, 'Yes');
    await atOnce(world, from(RAHUL, 'John was absent too'), tap(RAHUL, yes, 'Yes'));
    expect(rahul().heard()).toHaveLength(3);
    expect(rahul().heard()[1]).toContain('9 present, 2 absent');
    expect(rahul().hears()).toContain('That was an earlier list, so nothing was saved.');
    expect(await written(db())).toBe(0);
  });

  test('of a tap and then a text is two turns, in that order', async () => {
    await rahul().says('all except Sarah');
    const yes = optionId(RAHUL, 'Yes');
    await atOnce(world, tap(RAHUL, yes, 'Yes'), from(RAHUL, 'thanks'));
    expect(rahul().heard()[1]).toContain('Saved: Guitar 5:00 pm');
    expect(rahul().heard()).toHaveLength(3);
    expect(await register(db(), EVENING)).toHaveLength(11);
  });

  test('of one tap again and again is one act and one answer', async () => {
    await rahul().says('all except Sarah');
    const yes = optionId(RAHUL, 'Yes');
    await atOnce(world, ...Array.from({ length: 4 }, () => tap(RAHUL, yes, 'Yes')));
    expect(rahul().heard()).toHaveLength(2);
    expect(await audits(db())).toEqual(['teacher attendance_marked']);
    expect(await open()).toEqual([]);
  });

  test('of one tap in four webhooks at once is one act', async () => {
    await rahul().says('all except Sarah');
    const yes = optionId(RAHUL, 'Yes');
    await Promise.all(
      Array.from({ length: 4 }, () =>
        post(world, change(value(world, { messages: [tap(RAHUL, yes, 'Yes')] }))),
      ),
    );
    expect(await audits(db())).toEqual(['teacher attendance_marked']);
    expect(await register(db(), EVENING)).toHaveLength(11);
    expect(await open()).toEqual([]);
    expect(
      rahul()
        .heard()
        .filter((h) => h.startsWith('Saved')),
    ).toHaveLength(1);
  });

  test('of different taps is one act each, in order', async () => {
    await asha().says('change language');
    const [hindi, telugu] = [optionId(ASHA, 'हिन्दी'), optionId(ASHA, 'తెలుగు')];
    await atOnce(world, tap(ASHA, hindi, 'हिन्दी'), tap(ASHA, telugu, 'తెలుగు'));
    expect(asha().heard().slice(1)).toEqual(['ठीक है: अब से मैं हिन्दी में लिखूँगा।', asha().hears()]);
    expect((await person(ASHA))?.language).toBe('te');
  });
});

describe('what somebody takes back', () => {
  test('a text deleted before it was read was never said', async () => {
    const wrote = from(RAHUL, 'all except Sarah');
    await atOnce(
      world,
      wrote,
      from(RAHUL, '', { type: 'revoke', revoke: { original_message_id: wrote.id } }),
    );
    expect(rahul().heard()).toEqual([]);
    expect(await open()).toEqual([]);
  });

  test('only the deleted one of two texts was never said', async () => {
    const wrote = from(RAHUL, 'all except John');
    const gone = from(RAHUL, '', { type: 'revoke', revoke: { original_message_id: wrote.id } });
    await atOnce(world, wrote, gone, from(RAHUL, 'all except Sarah'));
    expect(rahul().heard()).toHaveLength(1);
    expect(rahul().hears()).toContain('✗ Sarah Thomas');
    expect(rahul().hears()).toContain('✓ John Mathew');
    expect(await open()).toEqual([]);
  });

  test('a tap deleted before it was read does nothing, and the text after it is answered', async () => {
    await rahul().says('all except Sarah');
    const tapped = tap(RAHUL, optionId(RAHUL, 'Yes'), 'Yes');
    const gone = from(RAHUL, '', { type: 'revoke', revoke: { original_message_id: tapped.id } });
    await atOnce(world, tapped, gone, from(RAHUL, 'John absent too'));
    expect(rahul().hears()).toContain('9 present, 2 absent');
    expect(await written(db())).toBe(0);
    expect(await open()).toEqual([]);
  });

  test('a text deleted after it was answered stays answered, and nothing is said', async () => {
    const { id } = await world.meta.userSends(RAHUL, 'all except Sarah');
    await world.idle();
    await rahul().says({ type: 'revoke', messageId: id });
    expect(rahul().heard()).toHaveLength(1);
    expect(await open()).toEqual([]);
  });

  test('a text corrected before it was read is read as corrected', async () => {
    const wrote = from(RAHUL, 'all except John');
    const edit = {
      original_message_id: wrote.id,
      message: { type: 'text', text: { body: 'all except Sarah' } },
    };
    await atOnce(world, wrote, from(RAHUL, '', { type: 'edit', edit }));
    expect(rahul().heard()).toHaveLength(1);
    expect(rahul().hears()).toContain('✗ Sarah Thomas');
    expect(rahul().hears()).toContain('✓ John Mathew');
  });

  test('a text corrected after it was answered corrects the open list', async () => {
    const { id } = await world.meta.userSends(RAHUL, 'all except Sarah');
    await world.idle();
    await rahul().says({ type: 'edit', messageId: id, body: 'all except John' });
    expect(rahul().heard()).toHaveLength(2);
    expect(rahul().hears()).toContain('✗ John Mathew');
    expect(await written(db())).toBe(0);
  });
});

describe('a message that comes late', () => {
  const late = 'Your message reached me late, so I did nothing yet.';

  test('within a quarter of an hour is answered like any other', async () => {
    await atOnce(world, from(RAHUL, 'all except Sarah', minutesAgo(14)));
    expect(rahul().hears()).toContain('10 present, 1 absent');
    expect(rahul().hears()).not.toContain('late');
  });

  test('after it is asked about, and nothing is done', async () => {
    await atOnce(world, from(RAHUL, 'all except Sarah', minutesAgo(16)));
    expect(rahul().hears()).toContain(late);
    expect(await written(db())).toBe(0);
  });

  test('a Yes of an hour ago saves nothing and shows the list again', async () => {
    await rahul().says('all except Sarah');
    await atOnce(world, from(RAHUL, 'yes', minutesAgo(60)));
    expect(rahul().hears()).toContain(late);
    expect(rahul().hears()).toContain('10 present, 1 absent');
    expect(await written(db())).toBe(0);
    expect(await rahul().says('yes')).toContain('Saved');
  });

  test.each([
    ['while its list is open', 0],
    ['when its list is no longer open', 45],
  ])('a tapped Yes of an hour ago saves nothing %s', async (_when, later) => {
    await rahul().says('all except Sarah');
    const yes = optionId(RAHUL, 'Yes');
    world.clock.set(later);
    await atOnce(world, { ...tap(RAHUL, yes, 'Yes'), ...minutesAgo(60) });
    expect(rahul().hears()).toContain(late);
    expect(await written(db())).toBe(0);
    expect(await rahul().taps('Yes')).toContain('Saved');
  });

  test('makes those that came with it wait for an answer too', async () => {
    await rahul().says('all except Sarah');
    await atOnce(world, from(RAHUL, 'hello', minutesAgo(60)), from(RAHUL, 'yes'));
    expect(rahul().hears()).toContain(late);
    expect(await written(db())).toBe(0);
  });

  test('two hours of it, after an outage, end in one question', async () => {
    world.meta.setFaults({ stale: { times: 1, value: 120 } });
    expect(await rahul().says('all except Sarah')).toContain(late);
    expect(await written(db())).toBe(0);
  });
});

describe('a forwarded message', () => {
  test('that says Yes confirms nothing', async () => {
    await rahul().says('all except Sarah');
    await rahul().says({ type: 'text', body: 'yes', forwarded: 'once' });
    expect(await written(db())).toBe(0);
    expect(rahul().hears()).toContain('10 present, 1 absent');
    await rahul().says({ type: 'text', body: '1', forwarded: 'often' });
    expect(await written(db())).toBe(0);
    expect(await rahul().says('yes')).toContain('Saved');
  });

  test('of a register is shown to be asked about', async () => {
    await rahul().says({ type: 'text', body: 'all except Sarah', forwarded: 'once' });
    expect(rahul().hears()).toContain('10 present, 1 absent');
    expect(await written(db())).toBe(0);
  });
});

describe('what needs no answer', () => {
  test.each([
    ['a reaction', { type: 'reaction', reaction: { message_id: 'wamid.OUT', emoji: '❤️' } }],
    ['a reaction taken back', { type: 'reaction', reaction: { message_id: 'wamid.OUT' } }],
    ['a deletion of something old', { type: 'revoke', revoke: { original_message_id: 'wamid.OLD' } }],
  ])('gets none: %s', async (_what, message) => {
    await rahul().says('all except Sarah');
    await atOnce(world, from(RAHUL, '', { text: undefined, ...message }));
    expect(rahul().heard()).toHaveLength(1);
    expect(await open()).toEqual([]);
    expect(await rahul().says('yes')).toContain('Saved');
  });

  test('a changed number gets none, and whoever has it now cannot say Yes to what was asked', async () => {
    await rahul().says('all except Sarah');
    const system = { type: 'user_changed_number', wa_id: '919000000199', body: 'changed' };
    await atOnce(world, from(RAHUL, '', { text: undefined, type: 'system', system }));
    expect(rahul().heard()).toHaveLength(1);
    expect(await open()).toEqual([]);
    expect(await rahul().says('yes')).not.toContain('Saved');
    expect(await written(db())).toBe(0);
  });

  test('and a 👍 under a list confirms nothing', async () => {
    await rahul().says('all except Sarah');
    await rahul().says({ type: 'reaction', messageId: rahul().last()?.id ?? '', emoji: '👍' });
    expect(await written(db())).toBe(0);
  });

  test('nor does it hide a text that came with it', async () => {
    await atOnce(
      world,
      from(RAHUL, '', { type: 'reaction', reaction: { message_id: 'wamid.OUT', emoji: '👍' } }),
      from(RAHUL, 'all except Sarah'),
    );
    expect(rahul().hears()).toContain('10 present, 1 absent');
  });
});

describe('what the bot cannot use', () => {
  const file = { id: '303', mime_type: 'x/y', sha256: 'x' };

  test.each([
    [
      'a voice note',
      { type: 'audio', audio: { ...file, voice: true } },
      'I cannot listen to voice notes yet.',
    ],
    ['a picture', { type: 'image', image: file }, 'I cannot look at pictures.'],
    ['a video', { type: 'video', video: file }, 'I cannot look at pictures.'],
    ['a sticker', { type: 'sticker', sticker: file }, 'I cannot use that kind of message.'],
    ['a document', { type: 'document', document: file }, 'I cannot use that kind of message.'],
    ['a place', { type: 'location', location: { latitude: 17, longitude: 78 } }, 'I cannot use that kind'],
    ['a contact', { type: 'contacts', contacts: [] }, 'I cannot use that kind of message.'],
    ['a poll', { type: 'unsupported' }, 'I cannot use that kind of message.'],
    ['an order', { type: 'order' }, 'I cannot use that kind of message.'],
    ['a kind that Meta invented yesterday', { type: 'hologram' }, 'I cannot use that kind of message.'],
  ])('gets one kind sentence: %s', async (_what, message, words) => {
    await atOnce(world, from(ASHA, '', { text: undefined, ...message }));
    expect(asha().heard()).toHaveLength(1);
    expect(asha().hears()).toContain(words);
  });

  test('gets it at most once a minute, and again after that', async () => {
    for (let i = 0; i < 5; i++) await asha().says({ type: 'sticker' });
    expect(asha().heard()).toHaveLength(1);
    await atOnce(world, ...Array.from({ length: 3 }, () => from(ASHA, '', { type: 'order' })));
    expect(asha().heard()).toHaveLength(1);
    expect(await open()).toEqual([]);
    world.clock.set(1.1);
    await asha().says({ type: 'voice', says: 'hello' });
    expect(asha().heard()).toHaveLength(2);
  });

  test('leaves the open question open', async () => {
    await rahul().says('all except Sarah');
    expect(await rahul().says({ type: 'voice', says: 'yes' })).toContain('voice notes');
    expect(await written(db())).toBe(0);
    expect(await rahul().taps('Yes')).toContain('Saved');
  });

  test('counts for what it says when it has a caption', async () => {
    await rahul().says({ type: 'image', caption: 'all except Sarah' });
    expect(rahul().hears()).toContain('10 present, 1 absent');
  });

  test('does not hide a text that came with it', async () => {
    await atOnce(world, from(RAHUL, '', { type: 'image', image: file }), from(RAHUL, 'all except Sarah'));
    expect(rahul().heard()).toHaveLength(1);
    expect(rahul().hears()).toContain('10 present, 1 absent');
  });
});

describe('an answer by number or by the words of a button', () => {
  test.each(['1', '1.', ' 1 ', '१', '౧', 'Yes', 'yes', 'YES!', 'Yes.'])(
    '%o is as good as a tap on Yes',
    async (words) => {
      await rahul().says('all except Sarah');
      expect(await rahul().says(words)).toContain('Saved: Guitar 5:00 pm');
      expect(await register(db(), EVENING)).toHaveLength(11);
    },
  );

  test.each([
    ['2', 'hi'],
    ['२', 'hi'],
    ['౩', 'te'],
    ['हिन्दी', 'hi'],
    ['తెలుగు', 'te'],
    ['english', 'en'],
  ])('%s chooses from a list of languages: %s', async (words, language) => {
    await asha().says('change language');
    await asha().says(words);
    expect((await person(ASHA))?.language).toBe(language);
  });

  test('the number of a row of the menu begins what it stands for', async () => {
    const menu = await rahul().says('menu');
    expect(menu).toContain('[Mark attendance]');
    expect(await rahul().says('1')).toContain('who came?');
  });

  test('a number that is not offered is no choice', async () => {
    await asha().says('change language');
    await asha().says('7');
    await asha().says('0');
    expect((await person(ASHA))?.language).toBeNull();
    expect(await asha().says('2')).toContain('हिन्दी');
  });

  test('a number offered before the session ended chooses nothing any more', async () => {
    await asha().says('change language');
    world.clock.set(31);
    await asha().says('2');
    expect((await person(ASHA))?.language).toBeNull();
  });

  test('the button of a message that is over says so', async () => {
    await asha().says('hello');
    const replyTo = asha().last()?.id ?? '';
    expect(await asha().says({ type: 'button_reply', id: 'old:yes:1', title: 'Yes', replyTo })).toContain(
      'That button belongs to something that is over.',
    );
  });
});
