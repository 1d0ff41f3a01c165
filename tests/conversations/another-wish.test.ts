import { eq, isNotNull } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { handovers, leads, messages, paymentPromises, people, studentAbsences } from '../../db/schema/bot.js';
import { VIVEK, links } from '../payments/support.js';
import { RAZORPAY_ENV, useRazorpay } from '../support/razorpay.js';
import { useWorld } from '../support/world.js';

const limits = { RATE_LIMIT_PER_MINUTE: '500', RATE_LIMIT_PER_HOUR: '500' };
const world = useWorld({ env: { ...RAZORPAY_ENV, ...limits } });
useRazorpay(world);
/** Suresh Menon, whose daughter Nithya learns the guitar and nothing else. */
const SURESH = '919000000028';

/** What somebody may suddenly want, and how its answer begins. */
const WISHES: readonly (readonly [said: string, heard: RegExp])[] = [
  ['fees bharni hai', /would you like to pay for|which would you like/],
  ['kal class hai?', /Wed 25 Nov/],
  ['kitni class bachi hai', /classes left/],
  ['where is the school?', /12 Sangeet Marg/],
];

/** Names one of the children, or a day, and is no answer to any question about them. */
const ABOUT_A_CHILD: typeof WISHES = [
  ['Arjun has fever', /Arjun Gupta.*cannot come|can Arjun Gupta not come to/],
  ['did Arjun come on Tuesday?', /Arjun Gupta\*: Guitar, Tue 24 Nov: attendance is not marked yet/],
  ['makeup class chahiye for Ananya', /Which class of Ananya Gupta’s shall it make up for/],
  ['Ananya kal nahi aayegi', /Ananya Gupta has no class on Wed 25 Nov/],
];

describe('a new wish in the middle of a question is heard', { timeout: 60_000 }, () => {
  test.each([
    ['for whom to pay', ['pay fees']],
    ['for whom a makeup is', ['makeup chahiye']],
    ['which seat to book', ['makeup for arjun']],
    ['whether to book it', ['makeup for arjun', '1']],
    ['who cannot come', ["can't come tomorrow"]],
    ['whether an absence is right', ["arjun can't come on thursday"]],
    ['which class is missed', ["arjun can't come"]],
    ['whose classes are meant', ['why 3 left?']],
    ['which language to write in', ['change language']],
  ])('asked %s', async (_title, opening) => {
    const vivek = world.chat(VIVEK);
    for (const [said, heard] of [...WISHES, ...ABOUT_A_CHILD]) {
      await vivek.says('reset');
      for (const line of opening) await vivek.says(line);
      const answer = await vivek.says(said);
      expect(answer, said).toMatch(heard);
      expect(answer, said).not.toMatch(/did not understand|no free seat/);
    }
    expect(await world.database.db.select().from(studentAbsences)).toEqual([]);
    expect(await links(world.database.db)).toEqual([]);
  });

  test.each([
    ['which package', ['pay fees']],
    ['whether to make the link', ['pay fees', '1']],
    ['when to pay', ['fees due?', '2']],
  ])('asked %s', async (_title, opening) => {
    const suresh = world.chat(SURESH);
    for (const [said, heard] of WISHES) {
      await suresh.says('reset');
      for (const line of opening) await suresh.says(line);
      expect(await suresh.says(said), said).toMatch(heard);
    }
    expect(await world.database.db.select().from(paymentPromises)).toEqual([]);
    expect(await links(world.database.db)).toEqual([]);
  });
});

describe('somebody who changes their mind in the middle of it', () => {
  test('means the other child', async () => {
    const vivek = world.chat(VIVEK);
    await vivek.says('pay for Arjun');
    expect(await vivek.says('no, Ananya violin')).toContain('*Ananya Gupta, Violin*: which would you like?');
    expect(await vivek.says('monthly')).toContain('Shall I make the payment link?');
    expect(await vivek.says('Arjun')).toContain('*Arjun Gupta, Guitar*: which would you like?');
    await vivek.says("arjun can't come on thursday");
    expect(await vivek.says('Ananya')).toContain('*Ananya Gupta cannot come*:\n• Violin 5:30 pm, Thu 26 Nov');
    const both = await vivek.says('both');
    expect(both).toContain('Violin 5:30 pm, Thu 26 Nov');
    expect(both).toContain('Guitar 5:00 pm, Thu 26 Nov');
  });

  test('takes the absence back before it is noted, or says why', async () => {
    const vivek = world.chat(VIVEK);
    await vivek.says("arjun can't come");
    expect(await vivek.says('he has fever')).toContain('Which class can Arjun Gupta not come to?');
    expect(await vivek.says('thursday')).toContain('*Arjun Gupta cannot come* (fever)');
    expect(await vivek.says('no wait, he is coming')).toBe('All right, nothing was noted.');
    expect(await world.database.db.select().from(studentAbsences)).toEqual([]);
  });

  test.each([
    ["Please cancel Arjun's class tomorrow, he will come on Saturday"],
    ['Arjun ki class cancel kar do, woh Saturday ko aayega'],
  ])('“%s” is an absence, and takes none back', async (said) => {
    const answer = await world.chat(VIVEK).says(said);
    expect(answer).toContain('Arjun Gupta');
    expect(answer).not.toMatch(/Nobody of yours is noted|comes after all/);
  });

  test('“cancel that, he is coming” takes it back', async () => {
    const vivek = world.chat(VIVEK);
    await vivek.says("arjun can't come on thursday");
    await vivek.says('yes');
    expect(await vivek.says('cancel that, he is coming')).toContain('*Arjun Gupta comes after all*');
  });

  test('asks for a minute, or for another time, and loses nothing', async () => {
    const suresh = world.chat(SURESH);
    await suresh.says('pay fees');
    expect(await suresh.says('ek minute')).toBe('Of course, take your time.');
    expect(await suresh.says('1')).toContain('Shall I make the payment link?');
    expect(await suresh.says('not now')).toBe('All right, stopped. Nothing was saved.');
    expect(await links(world.database.db)).toEqual([]);
  });

  test('says no to a question that has no such button', async () => {
    const vivek = world.chat(VIVEK);
    await vivek.says('makeup chahiye');
    expect(await vivek.says('nahi')).toBe('All right, nothing was booked.');
    await vivek.says("can't come tomorrow");
    expect(await vivek.says('no')).toBe('All right, nothing was noted.');
    await vivek.says('pay fees');
    expect(await vivek.says('no')).toContain('no link was made');
  });

  test('wants a makeup for both, who are booked one after the other', async () => {
    const vivek = world.chat(VIVEK);
    await vivek.says('makeup chahiye');
    expect(await vivek.says('dono')).toContain('One child at a time, please.');
    expect(await vivek.says('Arjun')).toContain('Free seats for Arjun Gupta');
  });
});

describe('a number of classes, or another day of what was asked', () => {
  test.each([
    ['Arjun will miss next two classes', 2],
    ['Arjun agli teen class nahi aayega', 3],
    ['అర్జున్ తర్వాతి రెండు క్లాసులకు రాడు', 2],
    ["Arjun can't come to the next class", 1],
  ])('“%s”', async (said, classes) => {
    const asked = await world.chat(VIVEK).says(said);
    expect(asked.match(/^• Guitar/gm)).toHaveLength(classes);
  });

  test('“kal hai?”, “last month?” go on from the last answer', async () => {
    const vivek = world.chat(VIVEK);
    await vivek.says("when is arjun's class");
    expect(await vivek.says('kal hai?')).toContain('*Arjun Gupta*: no class on Wed 25 Nov.');
    await vivek.says('attendance of Ananya');
    expect(await vivek.says('last month?')).toContain('*Ananya Gupta*, Thu 1 Oct – Sat 31 Oct:');
  });

  test('“రేపు ఉందా” too, and so is “namaskaram amma” a greeting', async () => {
    const gopal = world.chat('919000000014');
    expect(await gopal.says('నమస్కారం అమ్మా')).toContain('మీకు ఎలా సహాయం చేయగలను?');
    await gopal.says('మీరా క్లాస్ ఎప్పుడు');
    expect(await gopal.says('రేపు ఉందా')).toContain('*Meera Iyer*: బుధ 25 నవంబర్ క్లాస్ లేదు.');
  });
});

test('“what is he learning”, “is he improving” are for the teacher or the office, and begin no enquiry', async () => {
  const vivek = world.chat(VIVEK);
  for (const said of ['what songs is he learning', 'is he improving?']) {
    const answer = await vivek.says(said);
    expect(answer, said).toContain('[Talk to someone]');
    expect(answer, said).not.toContain('Which instrument');
  }
  // "Aana" is to come, and not short for Ananya.
  expect(await vivek.says('mujhe sunday ko aana hai thursday ki jagah')).toContain('For whom is the makeup');
});

test.each([
  'shift arjun to weekend batch',
  'change batch permanently',
  'I want to stop guitar',
  'अर्जुन का बैच बदलना है',
])('“%s” is for the office, which hears the wish; it is no makeup, no enquiry and no STOP', async (said) => {
  const vivek = world.chat(VIVEK);
  expect(await vivek.says(said)).toMatch(/\[(?:Talk to someone|ऑफ़िस से बात करें)\]/);
  const { db } = world.database;
  expect(await db.select().from(handovers)).toEqual([]);
  expect(await vivek.says('yes')).toMatch(/passed this on to the office|ऑफ़िस तक पहुँचा/);
  expect(await db.select().from(handovers)).toHaveLength(1);
  const told = await db.select().from(messages).where(eq(messages.direction, 'outbound'));
  expect(JSON.stringify(told)).toContain(said);
  expect(await db.select().from(people).where(isNotNull(people.optedOutAt))).toEqual([]);
  expect(await db.select().from(leads)).toEqual([]);
});

test('“remind me on monday”, after the fees, is a day to pay', async () => {
  const suresh = world.chat(SURESH);
  await suresh.says('fees due?');
  expect(await suresh.says('remind me on monday')).toContain('you pay for Nithya Menon on Mon 30 Nov');
});
