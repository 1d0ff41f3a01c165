import { describe, expect, test } from 'vitest';
import { faqs, unansweredQuestions } from '../../db/schema/bot.js';
import { useWorld } from '../support/world.js';
import { RAHUL, STRANGER, VIVEK, withOffice } from './human-tables.js';

const world = useWorld({ at: '2026-11-24T12:00:00+05:30' });
const db = () => world.database.db;
const vivek = () => world.chat(VIVEK);
const questions = async () => (await db().select().from(unansweredQuestions)).map((q) => q.question);
const HOURS = 'Office: Mon–Sat 9 am to 6 pm. Classes: Tue–Fri 5–9 pm, Sat 3–9 pm, Sun 10 am–1 pm and 5–9 pm.';
const WHERE = 'Main branch: 12 Sangeet Marg, near the lake park. Lake View branch: Block C, community hall.';

describe('what the school has written is answered in its own words', () => {
  test.each([
    ['What are your office timings?', HOURS],
    ['school kab khulta hai', HOURS],
    ['Where is the school located?', WHERE],
    ['school ekkada undi', WHERE],
    [
      'When are the Trinity exams?',
      'Trinity graded exams, twice a year. Your teacher will say when a pupil is ready.',
    ],
  ])('%s', async (said, heard) => {
    expect(await vivek().says(said)).toBe(heard);
    expect(await questions()).toEqual([]);
  });

  test('to somebody who writes Hindi or Telugu, with a word on the English before it', async () => {
    expect(await vivek().says('स्कूल का पता क्या है?')).toBe(`स्कूल का यह जवाब मेरे पास अंग्रेज़ी में है:\n\n${WHERE}`);
    expect(await world.chat(STRANGER).says('మీ స్కూల్ ఎక్కడ ఉంది?')).toBe(
      `స్కూల్ ఇచ్చిన ఈ జవాబు నా దగ్గర ఇంగ్లీష్‌లో ఉంది:\n\n${WHERE}`,
    );
  });

  test('in their language where the school has it so', async () => {
    await db()
      .insert(faqs)
      .values({ question: 'स्कूल कहाँ है?', answer: 'संगीत मार्ग 12, झील के पास।', language: 'hi' });
    expect(await vivek().says('आपका पता क्या है')).toBe('संगीत मार्ग 12, झील के पास।');
    expect(await world.chat(STRANGER).says('what is your address')).toBe(WHERE);
  });

  test('what the office adds or takes away is seen at once', async () => {
    await db().insert(faqs).values({ question: 'Is there a canteen?', answer: 'No, but there is water.' });
    expect(await vivek().says('is there a canteen')).toBe('No, but there is water.');
    await db().delete(faqs);
    expect(await vivek().says('is there a canteen')).not.toContain('water');
    expect(await vivek().says('What are your office timings?')).toBe(
      'The office is open: Mon, Tue, Wed, Thu, Fri, Sat 9:00 am–6:00 pm.',
    );
  });
});

describe('what stands in the school’s tables', () => {
  test.each([
    ['Is the school open on Republic Day?', 'The school is closed on Tue 26 Jan (Republic Day).'],
    ['is the office open on 25 december', 'The school is closed on Fri 25 Dec (Christmas).'],
    [
      'Are you open on public holidays?',
      'These are the school’s holidays on record: Fri 25 Dec (Christmas), Tue 26 Jan (Republic Day).',
    ],
  ])('%s', async (said, heard) => {
    expect(await vivek().says(said)).toBe(heard);
  });

  test('fees are those on record', async () => {
    const heard = await vivek().says('What is the monthly fee for tabla?');
    expect(heard).toContain('*Tabla*: 8 classes ₹2,200, 24 classes ₹5,400');
    expect(heard).toContain('These are the fees for beginners');
  });

  test('the instruments that are taught', async () => {
    await world.chat(RAHUL).says('menu');
    await world.chat(RAHUL).taps('Ask a question');
    expect(await world.chat(RAHUL).says('which instruments do you teach')).toContain(
      'The school teaches Carnatic Vocals, Drums',
    );
    await world.chat(RAHUL).says('menu');
    await world.chat(RAHUL).taps('Ask a question');
    expect(await world.chat(RAHUL).says('do you teach sitar')).toContain(
      'I do not find sitar among what the school teaches',
    );
  });
});

describe('what has no answer', () => {
  test('is said, noted once for the office, and a person is offered', async () => {
    const heard = await vivek().says('what is your refund policy');
    expect(heard).toContain('I have no sure answer to that. I have noted your question for the office');
    expect(heard).toContain('[Talk to someone]');
    expect(await questions()).toEqual(['what is your refund policy']);
    await vivek().says('what is your refund policy');
    expect(await questions()).toEqual(['what is your refund policy']);
    expect(await withOffice(db())).toEqual([]);
    expect(await vivek().taps('Talk to someone')).toContain('I have passed your question on to the office.');
    expect(await withOffice(db())).toEqual(['unanswered']);
  });

  test('is not made up from what is near: parking, an exam’s fee', async () => {
    expect(await vivek().says('Is there parking at Lake View branch?')).toContain('I have no sure answer');
    expect(await vivek().says('trinity exam ki fees kitni hai')).not.toContain('₹');
    expect(await questions()).toHaveLength(2);
  });

  test('that comes late is not noted', async () => {
    const at = new Date(world.clock.now().getTime() - 20 * 60_000);
    await world.meta.userSends(VIVEK, 'what is your refund policy', { at });
    await world.idle();
    expect(vivek().hears()).toContain('I have no sure answer to that.');
    expect(await questions()).toEqual([]);
  });
});

describe('"Ask a question"', () => {
  test('from the menu: asked, and answered', async () => {
    const stranger = world.chat(STRANGER);
    await stranger.says('menu');
    expect(await stranger.taps('Ask a question')).toContain('What would you like to know about the school?');
    expect(await stranger.says('your address?')).toBe(WHERE);
  });

  test('another wish in between is heard as such', async () => {
    await world.chat(RAHUL).says('menu');
    await world.chat(RAHUL).taps('Ask a question');
    expect(await world.chat(RAHUL).says('mark attendance')).not.toContain('I have no sure answer');
    expect(await questions()).toEqual([]);
  });
});
