import { eq, like } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { feeStructures, packages } from '../../db/schema/school.js';
import * as school from '../../db/schema/school.js';
import { useWorld } from '../support/world.js';
import { ASHA, OFFICE, VIVEK, leadsOf, prospects, told } from './enquiry-tables.js';

const world = useWorld();
const asha = () => world.chat(ASHA);
const db = () => world.database.db;

describe('Asha would like her daughter to learn', () => {
  test('and is asked one thing at a time, by tapping', async () => {
    await asha().says('hello');
    expect(await asha().taps('Join a class')).toContain('Which instrument would you like to learn?');
    expect(await asha().taps('Piano')).toContain('Who are the classes for, and how old are they?');
    expect(await asha().taps('For my child')).toContain('How old is your child?');
    expect(await asha().says('8')).toContain('Has there been any musical training so far?');
    expect(await asha().taps('Complete beginner')).toContain('Which days would suit best?');
    expect(await asha().taps('Weekend')).toContain('What is your child’s name?');
    expect(await asha().says('Anika')).toBe(
      [
        '*Piano · for your child Anika, 8 years · beginner · Sat, Sun*',
        '',
        'Piano classes with free places:',
        '• Sat 4:00–5:00 pm · Imran Khan · 2 places free',
        '',
        'Fee: ₹2,200 for 8 classes, ₹5,400 for 24 classes.',
        '',
        'Shall we call you on +91 90000 00100?',
        '[Yes]',
        '[Change]',
        '[No]',
      ].join('\n'),
    );
    expect(await prospects(db())).toEqual([]);
    expect(await leadsOf(db(), ASHA)).toMatchObject([{ status: 'draft' }]);

    expect(await asha().taps('Yes')).toBe(
      'Done: your enquiry is noted, number *E-1001*: Piano · for your child Anika, 8 years · beginner · Sat, Sun. The office will call you on +91 90000 00100.',
    );
    expect(await leadsOf(db(), ASHA)).toMatchObject([
      {
        reference: 'E-1001',
        status: 'new',
        callBack: true,
        details: {
          instrument: 'Piano',
          who: 'child',
          age: 8,
          level: 'beginner',
          days: [6, 0],
          name: 'Anika',
        },
      },
    ]);
    expect(await prospects(db())).toMatchObject([
      {
        name: 'Anika',
        phone: '+919000000100',
        isActive: true,
        metadata: {
          status: 'new',
          lead_source: 'whatsapp',
          lead_reference: 'E-1001',
          interested_instrument: 'Piano',
          phone: '+919000000100',
          guardian_phone: '+919000000100',
          notes: 'WhatsApp enquiry: Piano · child Anika, 8 years · beginner · Sat, Sun.',
        },
      },
    ]);
    expect(await told(db())).toEqual([`${OFFICE} E-1001`]);
  });

  test('and would rather be called: nothing more is asked, and the office reads when', async () => {
    await asha().says('I want violin classes for my son 9');
    const offer = await asha().says('call me tomorrow evening');
    expect(offer).toMatch(
      /^Gladly: a call, “tomorrow evening”\.\n\n\*Violin · for your child, 9 years · call: “tomorrow evening”\*/,
    );
    expect(offer).not.toContain('evenings');
    expect(offer).toContain('Shall we call you on +91 90000 00100?');
    expect(await asha().says('yes')).toContain('The office will call you on +91 90000 00100.');
    const [lead] = await leadsOf(db(), ASHA);
    expect(lead?.details).toMatchObject({ call: 'tomorrow evening', days: null, time: null, age: 9 });
    const [row] = await prospects(db());
    expect(row?.metadata.notes).toContain('call: “tomorrow evening”. Would rather talk on the phone.');
  });

  test.each([
    ['guitar seekhna hai', 'kal shaam ko call karo', '“kal shaam”'],
    ['मुझे गिटार सीखना है', 'मुझे कल शाम फ़ोन करना', '“कल शाम”'],
    ['గిటార్ నేర్చుకోవాలి', 'రేపు సాయంత్రం ఫోన్ చేయండి', '“రేపు సాయంత్రం”'],
    ['I want to learn guitar', 'call me after 6pm', '“after 6pm”'],
    ['I want to learn guitar', 'can you call me?', 'then the office calls you about the rest'],
  ])('a call in other words: %s, %s', async (wish, said, heard) => {
    await asha().says(wish);
    expect(await asha().says(said)).toContain(heard);
    expect((await leadsOf(db(), ASHA))[0]?.details).toMatchObject({ age: null, days: null });
  });

  test('and hears that a correction was understood, what the other costs, and is not taken for a weekday', async () => {
    await asha().says('I want to learn piano');
    expect(await asha().says('no, violin')).toMatch(/^Violin, gladly\.\n\nHow old are you\?/);
    expect(await asha().says('how much?')).toMatch(/^Violin classes with free places:/);
    expect(await asha().says('and guitar?')).toMatch(/^Guitar classes with free places:/);
    expect(await asha().says('where are you located')).toMatch(/^Main branch: .*\n\nHow old are you\?/s);
    await asha().says('45');
    await asha().says('never');
    expect(await asha().says('any day')).toContain('What is your name?');
    expect(await asha().says('weekends')).toContain('What is your name?');
    expect(await asha().says('Latha')).toContain('*Guitar · Latha, 45 years · beginner · Sat, Sun*');
    for (const said of ['is there any later batch?', 'a later time would be better'])
      expect(await asha().says(said)).not.toContain('I sent nothing to the office');
    await asha().says('join');
    await asha().says('yes');
    expect(await asha().says('let me think about it')).toContain('I sent nothing to the office');
  });

  test.each([
    ['guitar for myself, 25, beginner, weekends', { who: 'self', age: 25, days: [6, 0] }],
    ['I am 45, is it too late to learn violin?', { who: 'self', age: 45, instrument: 'Violin' }],
    ['i want guitar classes for my son 9', { who: 'child', age: 9 }],
  ])('and of whom it is: %s', async (said, details) => {
    await asha().says(said);
    expect((await leadsOf(db(), ASHA))[0]?.details).toMatchObject(details);
  });

  test('asks what a class costs the next day, and is reminded of what was begun', async () => {
    await asha().says('guitar for my son');
    world.clock.set(24 * 60);
    const heard = await asha().says('trial class?');
    expect(heard).toContain('Guitar classes with free places:');
    expect(heard).toContain('We had begun an enquiry: Guitar');
  });

  test('and says nearly all of it in one sentence', async () => {
    const asked = await asha().says('my 8 yr old daughter, beginner, piano on weekends');
    expect(asked).toContain('What is your child’s name?');
    expect(await asha().says('her name is Anika')).toContain(
      '*Piano · for your child Anika, 8 years · beginner · Sat, Sun*',
    );
    expect(await asha().says('no, guitar')).toContain(
      '• Tue, Thu, Sat 5:00–6:00 pm · Rahul Deshpande · 1 place free',
    );
    expect(await asha().says('she is 9')).toContain('9 years');
    expect(await asha().says('yes')).toContain('*E-1001*: Guitar · for your child Anika, 9 years');
    expect(await prospects(db())).toHaveLength(1);
  });

  test('and does not know yet', async () => {
    await asha().says('join');
    await asha().says('not sure');
    await asha().says('not sure');
    await asha().says("don't know");
    await asha().says('not sure');
    const offer = await asha().says('skip');
    expect(offer).toContain('*instrument still open*');
    expect(offer).toContain('We teach Carnatic Vocals, Drums, Guitar');
    expect(offer).not.toContain('₹');
    expect(await asha().says('yes')).toContain('E-1001');
    const [row] = await prospects(db());
    expect(row?.metadata.interested_instrument).toBeUndefined();
  });

  test('and changes one answer from a list', async () => {
    await asha().says('my 8 yr old daughter, beginner, piano on weekends');
    await asha().says('Anika');
    expect(await asha().taps('Change')).toContain('What is to change?');
    await asha().taps('Days');
    expect(await asha().says('Tue and Thu')).toContain('Nothing is free on Tue, Thu just now.');
  });

  test('and asks in between what is taught and what it costs', async () => {
    await asha().says('I want to join guitar classes');
    expect(await asha().says('what instruments do you teach?')).toMatch(
      /We teach .*\n\nWho are the classes/s,
    );
    const heard = await asha().says('how much is the fee?');
    expect(heard).toContain('₹2,200 for 8 classes');
    expect(heard).toContain('Who are the classes for');
  });

  test('and says No: nothing goes to the office', async () => {
    await asha().says('my 8 yr old daughter, beginner, piano on weekends');
    await asha().says('Anika');
    expect(await asha().says('no')).toContain('I sent nothing to the office.');
    expect(await prospects(db())).toEqual([]);
    expect(await told(db())).toEqual([]);
  });
});

describe('what the school has', () => {
  test('the fee is told when it is asked, before anything else', async () => {
    const heard = await asha().says('guitar fees?');
    expect(heard).toContain('Fee: ₹2,200 for 8 classes, ₹5,400 for 24 classes.');
    expect(heard).toContain('Who are the classes for');
  });

  test('without fees of their own the packages count, and without any no fee is made up', async () => {
    await db().delete(feeStructures);
    expect(await asha().says('guitar fees?')).toContain('₹2,100 for 8 classes, ₹4,900 for 24 classes');
    await db().update(school.payments).set({ packageId: null });
    await db().delete(packages);
    const again = await world.chat('919000000101').says('guitar fees?');
    expect(again).toContain('I have no fee on file for this; the office will tell you.');
    expect(again).not.toContain('₹');
  });

  test('a class whose days nobody can read is shown in its own words', async () => {
    expect(await asha().says('drums fees')).toContain(
      "• every alternate sunday, ask office · Joseph D'Souza · 2 places free",
    );
  });

  test('an instrument that is not taught is said to be so, with those that are', async () => {
    const heard = await asha().says('kya aap sitar sikhate hai');
    expect(heard).toContain('We do not teach “sitar” at present. We teach Carnatic Vocals, Drums');
    expect(await asha().says('violin')).toContain('Who are the classes for');
  });

  test('a word that fits two of them is asked about', async () => {
    const heard = await asha().says('singing classes for my son, 7');
    expect(heard).toContain('Carnatic Vocals and Hindustani Vocals: which one do you mean?');
    expect(await asha().says('carnatic')).toContain('Has there been any musical training');
  });

  test('when everything is full the wish goes on the waiting list, and no place is promised', async () => {
    await db().update(school.batches).set({ capacity: 3 }).where(like(school.batches.recurrence, 'Sat 4%'));
    await asha().says('my 8 yr old daughter, beginner, piano on weekends');
    const offer = await asha().says('Anika');
    expect(offer).toContain('All our Piano classes are full just now, I am sorry.');
    expect(await asha().says('yes')).toContain('No place is promised yet.');
    expect(await leadsOf(db(), ASHA)).toMatchObject([{ details: { waiting: true } }]);
    expect((await prospects(db()))[0]?.metadata.notes).toContain('Waiting list');
  });

  test('a trial class is what the school says of it', async () => {
    const own = 'Yes, one paid trial class per instrument; the fee is adjusted when you join.';
    expect(await asha().says('can my son have a trial class for guitar')).toContain(own);
    const [guitar] = await db()
      .select()
      .from(school.instruments)
      .where(eq(school.instruments.name, 'Guitar'));
    await db()
      .insert(feeStructures)
      .values({
        instrumentId: guitar?.id ?? null,
        trinityGrade: 'Trial',
        classesCount: 1,
        feeAmount: '300',
        isTrial: true,
        effectiveFrom: '2026-01-01',
      });
    expect(await world.chat('919000000101').says('guitar trial class for me')).toContain(
      'A trial class costs ₹300.',
    );
  });
});

describe('who asks', () => {
  test('a prospect gets no rights from the row', async () => {
    await asha().says('my 8 yr old daughter, beginner, piano on weekends');
    await asha().says('Anika');
    await asha().says('yes');
    expect(await asha().says('how many classes are left for Anika?')).not.toContain('Anika');
  });

  test('the family of a pupil is recognised', async () => {
    await world.chat(VIVEK).says('I want to enroll my second child for piano also, 6 years, beginner');
    await world.chat(VIVEK).says('weekend');
    const offer = await world.chat(VIVEK).says('Kavya');
    expect(offer).toContain('Ananya Gupta and Arjun Gupta already learn with us; I will tell the office.');
    await world.chat(VIVEK).says('yes');
    const [row] = await prospects(db());
    expect(row?.metadata.notes).toContain('Family of Ananya Gupta and Arjun Gupta, who learn here.');
  });

  test('somebody without a number is asked for one, and may type it', async () => {
    const ravi = 'IN.30400000000000151';
    world.meta.person({ userId: ravi, name: 'Ravi', kind: 'user_id_only' });
    await world.chat(ravi).says('I want to learn tabla, beginner, weekdays, I am 30 years old');
    expect(await world.chat(ravi).says('Ravi Kumar')).toContain('On which number may the office call you?');
    expect(await world.chat(ravi).says('12345')).toContain('Please write a phone number with ten digits');
    expect(await world.chat(ravi).says('90000 00151')).toContain('Shall we call you on +91 90000 00151?');
    expect(await world.chat(ravi).says('yes')).toContain('The office will call you on +91 90000 00151.');
    expect(await prospects(db())).toMatchObject([{ name: 'Ravi Kumar', phone: '+919000000151' }]);
  });

  test('or share it as a contact', async () => {
    const ravi = 'IN.30400000000000152';
    world.meta.person({ userId: ravi, name: 'Ravi', kind: 'user_id_only' });
    await world.chat(ravi).says('I want to learn tabla, beginner, weekdays, I am 30 years old');
    await world.chat(ravi).says('skip');
    const offer = await world.chat(ravi).says({ type: 'contacts', name: 'Ravi', phone: '+919000000152' });
    expect(offer).toContain('Shall we call you on +91 90000 00152?');
    await world.chat(ravi).taps('Yes');
    expect(await prospects(db())).toMatchObject([
      { name: 'Ravi', phone: '+919000000152', guardianContact: null },
    ]);
  });

  test('who comes from an advertisement brings it along, also when it was only a greeting', async () => {
    await asha().says({ type: 'text', body: 'hello', referral: true });
    await asha().says('my 8 yr old daughter, beginner, piano on weekends');
    await asha().says('Anika');
    await asha().says('yes');
    expect(await leadsOf(db(), ASHA)).toMatchObject([{ referral: { source_type: 'ad' } }]);
  });
});
