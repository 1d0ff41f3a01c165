import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { broadcasts, messages, people, settings } from '../../db/schema/bot.js';
import { SECOND, anotherAdmin } from '../outreach/broadcast-support.js';
import { approveTemplates } from '../support/templates.js';
import { useWorld } from '../support/world.js';
import { OFFICE, RAHUL } from './attendance-tables.js';
import { MATHEW, VIVEK } from './schedule-tables.js';

const world = useWorld({ at: '2026-11-24T10:00:00+05:30' });
const office = () => world.chat(OFFICE);
const family = () => world.chat(VIVEK).heard();
const all = () => world.app.db.select().from(broadcasts);
const rows = () => world.app.db.select().from(messages).where(eq(messages.kind, 'broadcast'));
const language = (code: string) =>
  world.app.db.update(people).set({ language: code }).where(eq(people.phoneNumber, OFFICE));
const above = (n: number) =>
  world.app.db.insert(settings).values({ key: 'BROADCAST_APPROVAL_ABOVE', value: n });

beforeEach(() => approveTemplates(world, ['announcement']));

describe('telling many people something', () => {
  test('shows whom, how much and the very words, and sends only on Send, once', async () => {
    const preview = await office().says('tell all parents that Saturday is a holiday');
    expect(preview).toMatch(
      /^\*To all families: 25 people\*\nCost: about ₹21\.58, without tax\nTime: about a minute/,
    );
    expect(preview).toContain(
      'They will read:\n“An announcement from Sargam School of Music: Saturday is a holiday. If you have a question, please reply to this message.”',
    );
    expect(preview).toContain('[Send]\n[Test to me]\n[Cancel]');
    await world.tick();
    expect([await all(), await rows(), family()]).toEqual([[], [], []]);

    expect(await office().taps('Send')).toMatch(/^Done: the message goes to all families, 25 people, now\./);
    await world.tick();
    expect(family()).toHaveLength(1);
    expect(family()[0]).toContain('Saturday is a holiday.');
    expect(await rows()).toHaveLength(25);

    const asked = world.meta.outbox.of(OFFICE).find((m) => m.view.body?.includes('They will read'));
    expect(await office().taps('Send', asked?.id)).toContain('started already; I sent nothing twice');
    await world.tick();
    expect(await all()).toHaveLength(1);
    expect(family()).toHaveLength(1);
  });

  test('tells how it is going, and who wrote back', async () => {
    expect(await office().says('how is the broadcast going?')).toBe('There is no broadcast to show.');
    await office().says('tell all parents that Saturday is a holiday');
    await office().taps('Send');
    await world.tick();
    await world.chat(VIVEK).says('ok, thank you');
    await world.tick();
    const told = await office().says('how is the broadcast going?');
    expect(told).toMatch(/^\*The broadcast of Tue 24 Nov, 10:00 am, is done\.\*\n“Saturday is a holiday\.”/);
    expect(told).toContain('For 25 people: 25 sent, ');
    expect(told).toContain('Wrote back: 1');
  });

  test('that was cut off is offered once more to whoever may have missed it, with what that may mean', async () => {
    await office().says('tell all parents that Saturday is a holiday');
    await office().taps('Send');
    await world.tick();
    await world.meta.settle();
    const cutOff = (minutes: number) =>
      world.app.db
        .update(messages)
        .set({ status: 'unknown', tryAt: sql`now() - ${minutes} * interval '1 minute'` })
        .where(eq(messages.kind, 'broadcast'));
    await cutOff(2);
    expect(await office().says('how is the broadcast going')).toMatch(
      /Not known whether it arrived: 25, because sending broke off\nWrote back: 0$/,
    );
    await cutOff(11);
    await world.app.db.update(people).set({ bulkAfter: null });
    const told = await office().says('how is the broadcast going');
    expect(told).toContain(
      'Not known whether it arrived: 25, because sending broke off. I can send it once more to them; whoever has it already gets it twice',
    );
    expect(await office().taps('Send once more')).toBe(
      'Send it once more to 25 people? Sending broke off there, and WhatsApp never said whether they got it. Whoever has it already gets it twice:\n\n“Saturday is a holiday.”\n[Yes, once more]\n[No]',
    );
    expect(family()).toHaveLength(1);
    expect(await office().taps('Yes, once more')).toBe('It goes out to them once more.');
    await world.tick();
    expect(family()).toHaveLength(2);
    expect(await office().says('how is the broadcast going')).toContain('is done.*');
    const asked = world.meta.outbox.of(OFFICE).find((m) => m.view.body?.includes('I can send it once more'));
    expect(await office().taps('Send once more', asked?.id)).toContain('There is nobody left');
    expect(family()).toHaveLength(2);
  });

  test('tries it out on whoever asks, and the question stays open', async () => {
    await office().says('tell all parents that Saturday is a holiday');
    await office().taps('Test to me');
    await world.tick();
    expect(office().heard().at(-2)).toContain('A test is on its way to you. Nothing else was sent.');
    expect(
      office()
        .heard()
        .filter((m) => m.startsWith('An announcement from')),
    ).toHaveLength(1);
    expect(family()).toEqual([]);
    expect(await office().says('no')).toBe('All right, nothing was sent.');
    expect(await office().says('yes')).not.toContain('Done');
    expect(await all()).toEqual([]);
  });

  test('asks to whom and what where that was not said, by tap or by word', async () => {
    expect(await office().says('let everyone know that classes are off on Friday')).toContain(
      'Who is to be told?',
    );
    expect(await office().taps('All teachers')).toMatch(/^\*To all teachers: \d/);
    await office().taps('Cancel');
    await office().says('send a broadcast');
    expect(await office().says('guitar')).toContain('What shall I write to the families of Guitar?');
    const preview = await office().says('Dear parents\nbring your own picks');
    expect(preview).toContain('WhatsApp allows no line breaks in an announcement');
    expect(preview).toContain('Music: Dear parents. bring your own picks. If you');
    expect(await office().says('yes')).toContain('Done: the message goes to the families of Guitar');
  });

  test('is corrected before it goes: its words, its people, its hour', async () => {
    const reads = (words: string) => `Music: ${words}. If you`;
    await office().says('tell all parents that tomorrow is a holiday');
    for (const [said, heard] of [
      ['change it to: tomorrow is a holiday because of rain', reads('tomorrow is a holiday because of rain')],
      ['no, say Friday is a holiday', reads('Friday is a holiday')],
      ['change it to Saturday', reads('Saturday is a holiday')],
      ['replace a holiday with an ordinary day', reads('Saturday is an ordinary day')],
      ['edit', 'What shall I write to all families?'],
      ['No class on Friday', reads('No class on Friday')],
      ['only guitar', '*To the families of Guitar: 15 people*'],
      ['tomorrow 9am', '*Goes out: Wed 25 Nov, 9:00 am*'],
      ['yesterday 9 am', 'That time is over'],
      ['text: Bring your picks', '*Goes out: Wed 25 Nov, 9:00 am*'],
      ['hm?', 'or write *text:* and the new words'],
    ] as const)
      expect(await office().says(said)).toContain(heard);
    expect(office().hears()).toContain(reads('Bring your picks'));
    expect(await all()).toEqual([]);
  });

  test('goes at its hour, and can be paused and called off until then', async () => {
    await office().says('tomorrow 9am tell all parents that strings are here');
    expect(office().hears()).toContain('[Schedule]');
    expect(await office().says('yes')).toContain('on Wed 25 Nov at 9:00 am. To call it off');
    await world.tick();
    expect(family()).toEqual([]);
    expect(await office().says('how is the broadcast going?')).toContain('*Goes out: Wed 25 Nov, 9:00 am*');
    expect(await office().says('pause the broadcast')).toContain('Paused');
    await office().says('resume the broadcast');
    expect(await office().says('yes')).toContain('It goes on.');
    world.clock.set('2026-11-25T09:01:00+05:30');
    await world.tick();
    expect(family().at(-1)).toContain('strings are here');

    await office().says('tell all parents that strings are gone');
    await office().says('kal subah 10 baje');
    await office().says('yes');
    await office().says('cancel the broadcast');
    expect(await office().says('yes')).toContain('Cancelled');
    world.clock.set('2026-11-26T10:01:00+05:30');
    await world.tick();
    expect(family().at(-1)).toContain('strings are here');
  });

  test('asks once more where its hour passed before Send', async () => {
    await office().says('tell all parents that strings are here');
    await office().says('at 10:20');
    world.clock.set(21);
    expect(await office().taps('Schedule')).toContain('The time that was chosen is over by now');
    expect(await all()).toEqual([]);
    expect(await office().taps('Send')).toContain('25 people, now');
  });

  test('a class by its time, among several, or one that there is not', async () => {
    expect(await office().says('send to guitar 5 pm batch: no class today')).toMatch(
      /^\*To the families of Guitar 5:00 pm: \d+ people\*/,
    );
    await office().taps('Cancel');
    expect(await office().says('send to guitar 11 pm batch: no class today')).toContain(
      'Which one is meant?',
    );
    await office().says('cancel');
    expect(await office().says('send to sitar batch: no class today')).toContain(
      'I find no class like that.',
    );
  });

  test('leaves out whoever said STOP, and says how many', async () => {
    await world.chat(MATHEW).says('STOP');
    const preview = await office().says('tell all parents that Saturday is a holiday');
    expect(preview).toContain('*To all families: 24 people*\nLeft out: 1 (said STOP)');
  });

  test('late in the evening it says that it goes in the morning', async () => {
    world.clock.set('2026-11-24T21:30:00+05:30');
    const preview = await office().says('tell all parents that Saturday is a holiday');
    expect(preview).toContain('These are quiet hours: it goes out from 8:00 am on.');
    expect(await office().taps('Send')).toContain('from 8:00 am on');
    await world.tick();
    expect(family()).toEqual([]);
    world.clock.set('2026-11-25T08:01:00+05:30');
    await world.tick();
    expect(family()).toHaveLength(1);
  });

  test('says so where Meta has not approved the template, and where a word cannot be filled in', async () => {
    expect(await office().says('tell all parents that {{surname}} is here')).toContain(
      'I can fill in {{name}}',
    );
    await office().says('cancel');
    expect(await office().says('tell all parents that {{child}} plays on Sunday')).toContain(
      'plays on Sunday.',
    );
    await office().says('cancel');
    await world.app.db.execute("update bot.whatsapp_templates set status = 'paused'");
    expect(await office().says('tell all parents that Saturday is a holiday')).toContain(
      'Meta has not approved the template',
    );
  });

  test('is the office’s alone', async () => {
    const said = await world.chat(RAHUL).says('broadcast to all parents: school closed tomorrow');
    expect(said).toContain('Only the office may write to everybody');
    expect(await all()).toEqual([]);
  });

  test.each([
    ['hi', 'सभी अभिभावकों को संदेश भेजो कि शनिवार को अवकाश है', /^\*सभी परिवारों को: 25 लोग\*/, 'भेजें', 'हो गया'],
    ['te', 'తల్లిదండ్రులందరికీ శనివారం సెలవు అని చెప్పండి', /^\*అన్ని కుటుంబాలకు: 25 మంది\*/, 'పంపండి', 'అయింది'],
  ])('also in %s', async (code, said, whom, send, done) => {
    await language(code);
    expect(await office().says(said)).toMatch(whom);
    expect(await office().taps(send)).toContain(done);
    expect(await all()).toHaveLength(1);
  });
});

describe('a broadcast to many', () => {
  test('goes when a second admin approves it by chat; not the one who started it', async () => {
    await above(5);
    await anotherAdmin(world);
    const second = world.chat(SECOND);
    await second.says('hello');
    expect(await office().says('tell all parents that Saturday is a holiday')).toContain(
      'To more than 5 people it goes only when a second admin writes *approve broadcast*.',
    );
    expect(await office().taps('Send')).toContain('It is ready for 25 people; nothing has been sent.');
    expect(await office().says('approve broadcast')).toContain('You started this one yourself');
    await world.tick();
    expect(family()).toEqual([]);
    expect(second.hears()).toContain(
      'A broadcast to 25 people waits for a second admin: “Saturday is a holiday.”',
    );
    expect(await second.says('approve broadcast')).toContain(
      'It then goes to 25 people:\n\n“Saturday is a holiday.”',
    );
    await world.tick();
    expect(family()).toEqual([]);
    expect(await second.taps('Approve')).toContain('Approved');
    await world.tick();
    expect(family()).toHaveLength(1);
    expect(await second.says('approve broadcast')).toContain('No broadcast waits for approval');
  });

  test('is paused at once, resumed and cancelled after a Yes', async () => {
    world.clock.set('2026-11-24T21:30:00+05:30');
    await office().says('tell all parents that Saturday is a holiday');
    await office().taps('Send');
    expect(await office().says('pause the broadcast')).toContain('Paused');
    world.clock.set('2026-11-25T09:00:00+05:30');
    await world.tick();
    expect(family()).toEqual([]);
    expect(await office().says('resume broadcast')).toContain('Go on with this broadcast? 25 people');
    expect(await office().says('no')).toBe('All right, I changed nothing.');
    expect(await office().says('cancel broadcast')).toContain('Cancel this broadcast for good? 25 people');
    expect(await office().taps('Yes, cancel it')).toContain('Cancelled');
    await world.tick();
    expect(family()).toEqual([]);
    expect(await office().says('how is the broadcast going')).toContain(
      'Not sent: 25 (cancelled before it was sent)',
    );
    expect(await office().says('resume broadcast')).toContain('No broadcast is paused');
  });
});
