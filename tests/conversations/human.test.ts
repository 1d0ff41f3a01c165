import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { handovers, people } from '../../db/schema/bot.js';
import { holidays } from '../../db/schema/school.js';
import { office } from '../http/support.js';
import { useWorld } from '../support/world.js';
import { OFFICE, RAHUL, STRANGER, VIVEK, heardFrom, withOffice } from './human-tables.js';

/** A Tuesday at noon: somebody is in the office. */
const world = useWorld({ at: '2026-11-24T12:00:00+05:30' });
const db = () => world.database.db;
const vivek = () => world.chat(VIVEK);

describe('"talk to someone"', () => {
  test.each([
    ['human', 'All right, I have passed this on to the office. Somebody will answer you here shortly.'],
    ['I want to talk to someone', 'Somebody will answer you here shortly.'],
    ['मुझे किसी इंसान से बात करनी है', 'थोड़ी ही देर में कोई आपको यहीं जवाब देगा।'],
    ['ఎవరితోనైనా మాట్లాడాలి', 'కాసేపట్లో ఒకరు మీకు ఇక్కడే జవాబిస్తారు.'],
  ])('%s: passed on at once', async (said, heard) => {
    expect(await vivek().says(said)).toContain(heard);
    expect(await withOffice(db())).toEqual(['asked']);
  });

  test('from the menu, by a tap or by its number', async () => {
    await vivek().says('menu');
    expect(await vivek().taps('Talk to the office')).toContain('[Back to the bot]');
    expect(await withOffice(db())).toEqual(['asked']);
  });

  test('the bot is silent then: what is written is kept for the office', async () => {
    await vivek().says('talk to someone');
    const answers = vivek().heard().length;
    await vivek().says('Can Ananya change to another batch?');
    await vivek().says('1');
    await vivek().says('yes');
    await vivek().says({ type: 'image' });
    expect(vivek().heard()).toHaveLength(answers);
    expect(await heardFrom(db(), VIVEK)).toEqual(
      expect.arrayContaining([
        'Can Ananya change to another batch?: handled with_office',
        '1: handled with_office',
        'yes: handled with_office',
      ]),
    );
  });

  test('keeps why, and where the conversation stood', async () => {
    await world.chat(RAHUL).says('Guitar 5pm: all except Sarah');
    await world.chat(RAHUL).says('human');
    const [row] = await db().select().from(handovers);
    expect(row).toMatchObject({ reason: 'asked', context: { flow: 'att', lastIntent: 'mark_attendance' } });
    expect(row?.until.toISOString()).toBe('2026-11-24T18:30:00.000Z');
  });

  test('every admin is told who waits, in the admin’s language', async () => {
    await world.chat(OFFICE).says('hello');
    await vivek().says('I need to discuss Ananya’s fees with the manager, please call me back');
    if ((await withOffice(db())).length === 0) await vivek().taps('Talk to someone');
    await world.tick();
    const told = world.chat(OFFICE).hears();
    expect(told).toContain('+919000000016');
    expect(told).toContain('Ananya Gupta');
    expect(told).toContain('would like to talk to somebody of the office.');
    await db().update(people).set({ language: 'te' }).where(eq(people.phoneNumber, OFFICE));
    await world.chat(STRANGER).says('human');
    await world.tick();
    expect(world.chat(OFFICE).hears()).toContain('ఆఫీస్‌లో ఒకరితో మాట్లాడాలనుకుంటున్నారు');
  });

  test('no number, name or word of theirs stands in the log', async () => {
    await vivek().says('talk to someone');
    expect(world.logged.join('\n')).not.toMatch(/9000000016|Vivek|Ananya|talk to someone/);
  });

  test('twice tapped is passed on once', async () => {
    await vivek().says('menu');
    const menu = vivek().last()?.id ?? '';
    await vivek().taps('Talk to the office', menu);
    await vivek().taps('Talk to the office', menu);
    expect(await withOffice(db())).toEqual(['asked']);
  });

  test('a wish that came late is asked about, and nothing is passed on', async () => {
    const at = new Date(world.clock.now().getTime() - 20 * 60_000);
    await world.meta.userSends(VIVEK, 'talk to someone', { at });
    await world.idle();
    expect(vivek().hears()).toContain('Shall I pass this on to the office');
    expect(await withOffice(db())).toEqual([]);
    expect(await vivek().says('yes')).toContain('I have passed this on to the office');
    expect(await withOffice(db())).toEqual(['asked']);
  });

  test('"no" to the offer leaves everything as it is', async () => {
    await world.meta.userSends(VIVEK, 'human', { at: new Date(world.clock.now().getTime() - 20 * 60_000) });
    await world.idle();
    expect(await vivek().says('no')).toBe('All right. Write *menu* to see what I can do.');
    expect(await withOffice(db())).toEqual([]);
  });

  test('the office is not handed over to itself', async () => {
    expect(await world.chat(OFFICE).says('human')).toContain('You are the office');
    expect(await withOffice(db())).toEqual([]);
  });
});

describe('when somebody will answer', () => {
  test.each([
    ['2026-11-24T07:00:00+05:30', 'It opens today at 9:00 am'],
    ['2026-11-24T18:05:00+05:30', 'It opens tomorrow, Wed 25 Nov, at 9:00 am'],
    ['2026-11-28T20:00:00+05:30', 'It opens on Mon 30 Nov at 9:00 am'],
    ['2026-12-25T11:00:00+05:30', 'It opens tomorrow, Sat 26 Dec, at 9:00 am'],
  ])('%s', async (now, opens) => {
    world.clock.set(now);
    expect(await vivek().says('human')).toContain(`The office is closed just now. ${opens}`);
  });

  test('in Hindi and Telugu with their own names of days', async () => {
    world.clock.set('2026-11-28T20:00:00+05:30');
    expect(await vivek().says('किसी से बात करनी है')).toContain('ऑफ़िस सोम 30 नवंबर को सुबह 9:00 बजे खुलेगा');
    expect(await world.chat(STRANGER).says('మనిషితో మాట్లాడాలి')).toContain('సోమ 30 నవంబర్, ఉదయం 9:00కు');
  });

  test('on a day that the school is closed it is the day after', async () => {
    await db().insert(holidays).values({ date: '2026-11-24', scope: 'school', reason: 'Founders’ day' });
    expect(await vivek().says('human')).toContain('It opens tomorrow, Wed 25 Nov, at 9:00 am');
  });
});

describe('handed back', () => {
  test.each(['bot', 'menu', 'मेनू', 'బాట్'])('by the person: %s', async (word) => {
    await vivek().says('human');
    const heard = await vivek().says(word);
    expect(heard).toMatch(/Here I am again|मैं फिर हाज़िर हूँ|నేను మళ్ళీ వచ్చాను/);
    expect(await withOffice(db())).toEqual(['asked, ended']);
    expect(await vivek().says('hello')).toContain('Sargam School of Music');
  });

  test('by the button of the receipt, and a second tap is told so', async () => {
    await vivek().says('human');
    const receipt = vivek().last()?.id ?? '';
    expect(await vivek().taps('Back to the bot', receipt)).toContain('Here I am again.');
    expect(await vivek().taps('Back to the bot', receipt)).toContain('You are talking to me already.');
    expect(await withOffice(db())).toEqual(['asked, ended']);
  });

  test('by the office, which ends the session', async () => {
    await vivek().says('human');
    const answer = await office(world, 'agent').post('sessionsClearPost', '/api/whatsapp/sessions/clear', {
      phone: '+919000000016',
    });
    expect(answer.status).toBe(200);
    expect(await withOffice(db())).toEqual(['asked, ended']);
    expect(await vivek().says('hello')).toContain('What can I do for you?');
  });

  test('by itself after twelve hours; another wish then begins anew', async () => {
    await vivek().says('human');
    world.clock.set(12 * 60 + 1);
    expect(await vivek().says('hello')).toContain('What can I do for you?');
    await vivek().says('human');
    expect(await withOffice(db())).toEqual(['asked, ended', 'asked']);
  });

  test('not by the office’s answer, which reaches the person and keeps the conversation', async () => {
    await vivek().says('human');
    world.clock.set(11 * 60);
    const body = {
      to: '+919000000016',
      type: 'text',
      text: { body: 'Hello, this is Meena from the office.' },
    };
    await office(world, 'agent').post('sendPost', '/api/whatsapp/send', body);
    expect(vivek().hears()).toBe('Hello, this is Meena from the office.');
    world.clock.set(2 * 60);
    await vivek().says('Thank you! About the fees …');
    expect(vivek().hears()).toBe('Hello, this is Meena from the office.');
  });
});

describe('STOP and START', () => {
  test('are heard in the office’s hands too', async () => {
    await vivek().says('human');
    expect(await vivek().says('STOP')).toContain(
      'the school will not write to you of its own accord any more',
    );
    const [row] = await db().select().from(people).where(eq(people.phoneNumber, VIVEK));
    expect(row?.optedOutAt).not.toBeNull();
    await vivek().says('and now?');
    expect(vivek().hears()).toContain('the school will not write to you');
    expect(await withOffice(db())).toEqual(['asked']);
  });
});
