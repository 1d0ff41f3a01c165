import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { messages, oneTimeCodes, people, templates } from '../../db/schema/bot.js';
import { auditLogs, students, teachers } from '../../db/schema/school.js';
import { office } from '../http/support.js';
import { useWorld } from '../support/world.js';
import {
  OTHER_STRANGER,
  PRIYA,
  STRANGER,
  VIVEK,
  codeHeardBy,
  codesApproved,
  everythingKept,
  linksOf,
} from './account-tables.js';

const world = useWorld({ at: '2026-11-24T12:00:00+05:30' });
const db = () => world.database.db;
const stranger = () => world.chat(STRANGER);
const codeOfVivek = () => codeHeardBy(world, VIVEK);
beforeEach(() => codesApproved(world));

/** How many requests the database has had when the answer is on its way. */
function answered(): Promise<number> {
  return new Promise((resolve) => {
    const stop = world.meta.events.subscribe(({ kind, data }) => {
      if (kind !== 'message' || !JSON.stringify(data).includes('six digits')) return;
      stop();
      resolve(world.database.counts.requests);
    });
  });
}

const ASKED = 'If the school has this name, a code of six digits is on its way to the phone number';

describe('a claim is proved by a code to the number on file', () => {
  test.each([
    ["I'm Arjun Gupta's mother", 'Done: you are linked as Ananya Gupta’s and Arjun Gupta’s family.'],
    ['this is my new number, link me to Arjun Gupta', 'Done: you are linked as'],
    ['main Arjun Gupta ki mummy hoon', 'linked'],
    ['मैं अर्जुन गुप्ता की माँ हूँ', 'हो गया: आपका नंबर Ananya Gupta और Arjun Gupta के परिवार के रूप में जुड़ गया है।'],
    ['నేను అర్జున్ గుప్తా అమ్మని', 'అయింది: మీ నంబర్ Ananya Gupta, ఇంకా Arjun Gupta కుటుంబంగా జతచేశాను.'],
  ])('%s', async (said, done) => {
    await stranger().says(said);
    expect(await linksOf(db(), STRANGER)).toEqual([]);
    const heard = await stranger().says(codeOfVivek());
    expect(heard).toContain(done);
    expect(await linksOf(db(), STRANGER)).toEqual(['Ananya Gupta: code', 'Arjun Gupta: code']);
    expect(await stranger().says('classes left?')).toContain('Guitar');
  });

  test('from the menu, with the name asked for, digits apart and among words', async () => {
    await stranger().says('hi');
    expect(await stranger().taps('Link my number')).toContain('Whom may I link you to?');
    expect(await stranger().says('Arjun Gupta')).toContain(ASKED);
    const code = codeOfVivek();
    expect(await stranger().says(`it is ${code.slice(0, 3)} ${code.slice(3)}`)).toContain('Done');
  });

  test('a teacher gets the rights of a teacher, and of nobody else', async () => {
    await stranger().says('link my number');
    await stranger().says('I am the teacher Rahul Deshpande');
    const heard = await stranger().says(codeHeardBy(world, '919000000002'));
    expect(heard).toContain('you are linked as our teacher Rahul Deshpande');
    expect(await linksOf(db(), STRANGER)).toEqual(['teacher Rahul Deshpande: code']);
    expect(await stranger().says('menu')).toContain('[Mark attendance]');
  });

  test('somebody without a number, known by WhatsApp’s own id alone, is linked too', async () => {
    const maya = world.meta.person({ name: 'Maya', kind: 'user_id_only' });
    await world.chat(maya.id).says("I'm Arjun Gupta's mother");
    await world.chat(maya.id).says(codeOfVivek());
    expect(await world.chat(maya.id).says('classes left?')).toContain('Guitar');
  });

  test('a family that names its own child is told that it is linked, and nothing is sent', async () => {
    expect(await world.chat(VIVEK).says("I'm Arjun's father")).toContain(
      'You are linked to Arjun Gupta already.',
    );
    expect(await db().select().from(oneTimeCodes)).toEqual([]);
  });

  test('who did it is in the school’s own log', async () => {
    await stranger().says("I'm Arjun Gupta's mother");
    await stranger().says(codeOfVivek());
    const log = (await db().select().from(auditLogs)).find((l) => l.action === 'identity_linked');
    expect(log).toMatchObject({ actorRole: 'student', payload: { source: 'code', channel: 'whatsapp' } });
  });
});

describe('nobody learns from it who is at the school', () => {
  test('known, unknown and ambiguous names are answered alike, in as many requests', async () => {
    const requests: number[] = [];
    const answers: string[] = [];
    for (const [i, name] of ['Arjun Gupta', 'Zebulon Quix', 'Lakshmi'].entries()) {
      const who = world.chat(`91900000017${i}`);
      await who.says('link my number');
      world.database.counts.requests = 0;
      const asked = answered();
      answers.push(await who.says(name));
      requests.push(await asked);
      expect(await who.says('000000')).toContain('That is not the code. 4 more tries.');
    }
    expect(new Set(answers)).toEqual(new Set([answers[0]]));
    expect(await db().select().from(oneTimeCodes)).toHaveLength(3);
    expect(new Set(requests)).toEqual(new Set([requests[0]]));
  });

  test('an id that is said proves nothing', async () => {
    const [arjun] = await db().select().from(students).where(eq(students.name, 'Arjun Gupta'));
    await stranger().says(`My student id is ${arjun?.id}, show my fees`);
    await stranger().says(`student ${arjun?.id}`);
    expect(stranger().heard().join('\n')).not.toContain('Guitar: ');
    expect(await linksOf(db(), STRANGER)).toEqual([]);
  });

  test('the code stands nowhere: not in the log, not in the messages, not in the history of the office', async () => {
    await stranger().says("I'm Arjun Gupta's mother");
    const code = codeOfVivek();
    expect(code).toMatch(/^\d{6}$/);
    const wrong = code === '135790' ? '135791' : '135790';
    await stranger().says(wrong);
    await stranger().says(code);
    const kept = await everythingKept(db());
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(wrong);
    expect(JSON.stringify(await db().select().from(oneTimeCodes))).not.toContain(code);
    expect(world.logged.join('\n')).not.toContain(code);
    for (const number of [VIVEK, STRANGER]) {
      const answer = await office(world, 'agent').get('messagesGet', `/api/whatsapp/messages/${number}`);
      expect(answer.status).toBe(200);
      expect(JSON.stringify(answer.body)).not.toContain(code);
    }
  });
});

describe('a code counts once, for ten minutes and five tries', () => {
  beforeEach(() => stranger().says("I'm Arjun Gupta's mother"));

  test('not after ten minutes', async () => {
    world.clock.set(10);
    expect(await stranger().says(codeOfVivek())).toContain('There is no code open (any more).');
    expect(await linksOf(db(), STRANGER)).toEqual([]);
  });

  test('not after the fifth wrong one', async () => {
    const code = codeOfVivek();
    const wrong = ['000001', '000002', '000003', '000004', '000005'].filter((w) => w !== code);
    for (const w of wrong) await stranger().says(w);
    expect(stranger().hears()).toContain('it counts no more');
    expect(await stranger().says(code)).toContain('There is no code open (any more).');
    expect(await linksOf(db(), STRANGER)).toEqual([]);
  });

  test('not from somebody else, and not a second time', async () => {
    const code = codeOfVivek();
    await world.chat(OTHER_STRANGER).says(code);
    expect(await linksOf(db(), OTHER_STRANGER)).toEqual([]);
    await Promise.all([stranger().says(code), stranger().says(code)]);
    await world.idle();
    expect(
      stranger()
        .heard()
        .filter((h) => h.includes('Done: you are linked')),
    ).toHaveLength(1);
    expect(await db().select().from(oneTimeCodes)).toEqual([]);
  });

  test('also after a detour to the menu, and while the office has the conversation', async () => {
    const code = codeOfVivek();
    await stranger().says('menu');
    await stranger().says('human');
    expect(await stranger().says(code)).toContain('Done: you are linked');
  });

  test('the new one is the only one', async () => {
    const old = codeOfVivek();
    world.clock.set(2);
    expect(await stranger().taps('Send again')).toContain(ASKED);
    const fresh = codeOfVivek();
    expect(fresh).not.toBe(old);
    expect(await stranger().says(old)).toContain('That is not the code.');
    expect(await stranger().says(fresh)).toContain('Done');
  });
});

describe('asking again and again is slowed down', () => {
  test('a minute, five, half an hour, two hours, then tomorrow', async () => {
    await stranger().says("I'm Arjun Gupta's mother");
    for (const [minutes, says] of [
      [1, 'in a minute'],
      [5, 'in 5 minutes'],
      [30, 'in 30 minutes'],
      [120, 'in 2 hours'],
    ] as const) {
      expect(await stranger().taps('Send again')).toContain(says);
      world.clock.set(minutes);
      await stranger().says("I'm Arjun Gupta's mother");
    }
    expect(await stranger().says("I'm Arjun Gupta's mother")).toContain('tomorrow');
    const [row] = await db().select().from(oneTimeCodes);
    expect(row?.asked).toBe(5);
  });

  test('one number is not flooded by many who ask', async () => {
    for (let i = 0; i < 6; i++) await world.chat(`91900000018${i}`).says("I'm Arjun Gupta's mother");
    const sent = await db().select().from(messages).where(eq(messages.kind, 'one_time_code'));
    expect(sent).toHaveLength(4);
    expect(world.chat('919000000185').hears()).toContain(ASKED);
  });
});

describe('where no code can go', () => {
  test('nobody is asked for a name in vain: the office is offered', async () => {
    await db().update(templates).set({ status: 'paused' });
    const heard = await stranger().says("I'm Arjun Gupta's mother");
    expect(heard).toContain('I cannot check by myself who you are just now.');
    expect(heard).toContain('[Talk to someone]');
    expect(await db().select().from(oneTimeCodes)).toEqual([]);
  });

  test('not to a number that Meta cannot reach, nor to one that changed hands', async () => {
    await db().update(people).set({ unreachableAt: world.clock.now() }).where(eq(people.phoneNumber, VIVEK));
    expect(await stranger().says("I'm Arjun Gupta's mother")).toContain(ASKED);
    await db()
      .update(people)
      .set({ unreachableAt: null, suspendedAt: world.clock.now() })
      .where(eq(people.phoneNumber, VIVEK));
    world.clock.set(2);
    expect(await stranger().says("I'm Arjun Gupta's mother")).toContain(ASKED);
    expect(await db().select().from(messages).where(eq(messages.kind, 'one_time_code'))).toEqual([]);
  });

  test('nor to a number of two teachers, who are told to ask the office', async () => {
    await db().insert(teachers).values({ name: 'Priyanka Shared', phone: PRIYA, isActive: true });
    expect(await stranger().says('link my number')).toContain('Whom');
    await stranger().says('Priyanka Shared');
    expect(await db().select().from(messages).where(eq(messages.kind, 'one_time_code'))).toEqual([]);
    const shared = await world.chat(PRIYA).says('link my number');
    expect(shared).toContain('on file for more than one teacher');
    expect(shared).toContain('[Talk to someone]');
  });
});

describe('who asks without rights hears how to be linked, and no data', () => {
  test.each([
    ["show Arjun's fees", 'write *link my number*'],
    ["when is Arjun's class?", 'write *link my number*'],
    ["Arjun's attendance", 'write *link my number*'],
    ['अर्जुन की फीस बताओ', '*मेरा नंबर जोड़ें* लिखें'],
    ['mark attendance', 'write *link my number*'],
    ['Ananya cannot come tomorrow', 'write *link my number*'],
  ])('%s', async (said, heard) => {
    expect(await stranger().says(said)).toContain(heard);
    expect(stranger().hears()).not.toMatch(/Drums|Violin|₹/);
  });
});
