import { describe, expect, test } from 'vitest';
import { unansweredQuestions } from '../../db/schema/bot.js';
import { useWorld } from '../support/world.js';
import { ASHA, OFFICE, VIVEK, leadsOf, prospects, told } from './enquiry-tables.js';

const world = useWorld();
const asha = () => world.chat(ASHA);
const db = () => world.database.db;

async function enquiresForTwo(): Promise<string> {
  await asha().says('I want classes for my two kids, 7 and 10, piano and guitar');
  await asha().says('beginner');
  await asha().says('any day');
  return asha().says('Anika and Rohan');
}

const list = async () =>
  (await prospects(db()))
    .map((p) => `${p.name} ${p.metadata.interested_instrument} ${p.metadata.age}`)
    .sort();

describe('two children in one enquiry', () => {
  test('are two wishes, each with real classes: one reference, and a row for each in the school’s list', async () => {
    const offer = await enquiresForTwo();
    expect(offer).toContain(
      '*Piano · for your child Anika, 7 years + Guitar · Rohan, 10 years · beginner · any day*',
    );
    expect(offer).toContain('Piano classes with free places:\n• Sat 4:00–5:00 pm · Imran Khan');
    expect(offer).toContain('Guitar classes with free places:\n• ');
    expect(await asha().says('yes')).toContain(
      'number *E-1001*: Piano · for your child Anika, 7 years + Guitar · Rohan',
    );
    expect(await leadsOf(db(), ASHA)).toMatchObject([
      {
        reference: 'E-1001',
        details: {
          instrument: 'Piano',
          age: 7,
          name: 'Anika',
          also: [{ instrument: 'Guitar', age: 10, name: 'Rohan' }],
        },
      },
    ]);
    expect(await list()).toEqual(['Anika Piano 7', 'Rohan Guitar 10']);
    expect(await told(db())).toEqual([`${OFFICE} E-1001`]);
    expect(await world.chat(OFFICE).says('leads')).toContain('Piano + Guitar · Anika + Rohan, 7 years');
  });

  test('sent twice, or enquired for again, are still two', async () => {
    await enquiresForTwo();
    const offer = asha().last()?.id ?? '';
    await asha().taps('Yes', offer);
    await asha().taps('Yes', offer);
    world.clock.set(5);
    await enquiresForTwo();
    await asha().says('yes');
    expect(await list()).toEqual(['Anika Piano 7', 'Rohan Guitar 10']);
    expect(await leadsOf(db(), ASHA)).toHaveLength(1);
  });

  test.each([
    ['do bachche hain, 7 aur 10 saal, piano aur guitar', 'Piano', 'Guitar', 10],
    ['मेरे दो बच्चे हैं, 6 और 9 साल, गिटार', 'Guitar', 'Guitar', 9],
    ['my son and daughter, 8 and 12, both want to learn keyboard', 'Keyboard', 'Keyboard', 12],
  ])('%s', async (said, first, second, age) => {
    await asha().says('join');
    await asha().says(said);
    expect(await leadsOf(db(), ASHA)).toMatchObject([
      { details: { who: 'child', instrument: first, also: [{ instrument: second, age }] } },
    ]);
  });
});

describe('a question about the school in the middle of an enquiry', () => {
  test('is answered, and the enquiry goes on where it was', async () => {
    await asha().says('I want to join guitar classes');
    const heard = await asha().says('are you open on 25 December?');
    expect(heard).toMatch(/Christmas.*\n\nWho are the classes for/s);
    expect(await asha().says('my son, 9')).toContain('Has there been any musical training so far?');
  });
});

describe('another wish in the middle of an enquiry', () => {
  test.each([
    ['fees bharni hai', /What would you like to pay for/],
    ['my fees', /payment was due on/],
    ['is there class on Saturday?', /\*Arjun Gupta\*, Sat 28 Nov/],
    ['kitni class bachi hai', /classes left/],
    ["when is Arjun's next class?", /\*Arjun Gupta\*, next classes/],
  ])('of a family is heard: “%s”', async (said, heard) => {
    const vivek = world.chat(VIVEK);
    await vivek.says('I want to join drums for my daughter');
    expect(await vivek.says(said)).toMatch(heard);
  });

  test('is not heard in what the course costs, or the days that suit', async () => {
    const vivek = world.chat(VIVEK);
    await vivek.says('I want to join piano for my daughter');
    expect(await vivek.says('how much is it?')).toContain('Fee: ₹2,200 for 8 classes');
    await vivek.says('8');
    expect(await vivek.says('beginner')).toContain('Which days would suit best?');
    expect(await vivek.says('she cannot come on Monday, saturday is ok')).toContain(
      'What is your child’s name?',
    );
  });

  test('of a stranger is for somebody who learns here: the number can be linked', async () => {
    for (const said of ['my fees', 'pay my fees', 'reschedule my class']) {
      await asha().says('reset');
      expect(await asha().says(said), said).toMatch(/\[Link my number\]\n\[Join a class\]/);
      await asha().says('I want to join guitar classes');
      expect(await asha().says(said), said).toMatch(/\[Link my number\]\n\[Join a class\]/);
    }
    expect(await leadsOf(db(), ASHA)).toMatchObject([{ status: 'draft' }]);
  });

  test('nobody has an answer to it: it is noted for the office, and the enquiry goes on', async () => {
    await asha().says('I want to join guitar classes');
    const heard = await asha().says('is there a discount for two children?');
    expect(heard).toMatch(/noted your question for the office\.\n\nWho are the classes for/);
    expect(await db().select().from(unansweredQuestions)).toMatchObject([
      { question: 'is there a discount for two children?' },
    ]);
    expect(await asha().says('is there class on Saturday?')).toMatch(/Tue, Thu, Sat 5:00.*\n\nWho are the/s);
  });
});
