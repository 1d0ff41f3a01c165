import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { commit } from '../../db/client.js';
import { messages } from '../../db/schema/bot.js';
import { students } from '../../db/schema/school.js';
import { notify } from '../../src/outreach/notify.js';
import { useWorld } from '../support/world.js';
import {
  LAKSHMI,
  OFFICE,
  PRIYA,
  STRANGER,
  VIVEK,
  codeHeardBy,
  codesApproved,
  linksOf,
  nobodyIntroduced,
} from './account-tables.js';

/** A Tuesday at noon, before anybody has been told whom they are linked to. */
const world = useWorld({ at: '2026-11-24T12:00:00+05:30' });
const db = () => world.database.db;
const vivek = () => world.chat(VIVEK);
beforeEach(() => nobodyIntroduced(db()));

const LINE = 'You are linked as Ananya Gupta’s and Arjun Gupta’s family.';

describe('the first answer says whom the number is linked to', () => {
  test('at its end, in the same message, once', async () => {
    const first = await vivek().says('classes left?');
    expect(first).toContain('Drums: 3 classes left');
    expect(first.indexOf(LINE)).toBeGreaterThan(first.indexOf('Drums'));
    expect(first).toContain('Not you? Tap *Not me*.');
    expect(first).toContain('[Not me]');
    expect(vivek().heard()).toHaveLength(1);
    expect(await linksOf(db(), VIVEK)).toEqual(['Ananya Gupta: number', 'Arjun Gupta: number']);
    expect(await vivek().says('classes left?')).not.toContain('linked');
  });

  test('in words where a list has no room for a button', async () => {
    const first = await vivek().says('hi');
    expect(first).toContain(LINE);
    if (!first.includes('[Not me]')) expect(first).toContain('Not you? Write *not me*.');
    expect(await linksOf(db(), VIVEK)).toHaveLength(2);
  });

  test('as teacher and mother, as a pupil with a phone of her own, and in her language', async () => {
    expect(await world.chat(PRIYA).says('thanks')).toContain(
      'You are linked as our teacher Priya Raman and Advik Raman’s family.',
    );
    expect(await world.chat(LAKSHMI).says('शुक्रिया')).toContain('आपका नंबर Lakshmi Prasanna के रूप में जुड़ा है।');
    await nobodyIntroduced(db());
    expect(await world.chat(LAKSHMI).says('ధన్యవాదాలు')).toContain('మీ నంబర్ Lakshmi Prasannaగా జతచేసి ఉంది.');
  });

  test('again when a child is added, with all of them', async () => {
    await vivek().says('thanks');
    await db()
      .insert(students)
      .values({ name: 'Baby Gupta', metadata: { guardian_phone: VIVEK } });
    const heard = await vivek().says('thanks');
    expect(heard).toContain('Ananya Gupta’s, Arjun Gupta’s and Baby Gupta’s family');
    expect(await linksOf(db(), VIVEK)).toContain('Baby Gupta: number');
    expect(await vivek().says('thanks')).not.toContain('linked');
  });

  test('never to a stranger, and not where nothing is answered', async () => {
    expect(await world.chat(STRANGER).says('hi')).not.toContain('linked');
    await vivek().says({ type: 'reaction', emoji: '👍', messageId: 'wamid.none' });
    expect(await linksOf(db(), VIVEK)).toEqual([]);
    expect(await vivek().says('thanks')).toContain(LINE);
  });

  test('and a number that is typed still answers what was asked', async () => {
    await vivek().says('classes left?');
    const second = await vivek().says('1');
    expect(second).not.toContain('Shall I unlink');
    expect(second).toContain('Violin');
  });

  test('a burst and a repeated webhook make one line and one set of links', async () => {
    await Promise.all([vivek().says('hi'), vivek().says('mam'), vivek().says('classes left?')]);
    await world.idle();
    const lines = vivek()
      .heard()
      .filter((said) => said.includes('You are linked'));
    expect(lines).toHaveLength(1);
    expect(await linksOf(db(), VIVEK)).toHaveLength(2);
  });
});

describe('"not me"', () => {
  test('asks which, asks whether, takes the rights away and tells the office', async () => {
    await world.chat(OFFICE).says('hello');
    await vivek().says('thanks');
    expect(await vivek().taps('Not me')).toContain('What is not right?');
    expect(await vivek().taps('Ananya Gupta')).toContain('Shall I unlink you from Ananya Gupta?');
    expect(await linksOf(db(), VIVEK)).toContain('Ananya Gupta: number');
    expect(await vivek().taps('Yes, not me')).toContain('you are not linked to Ananya Gupta any more');
    expect(await linksOf(db(), VIVEK)).toEqual(['Ananya Gupta: denied', 'Arjun Gupta: number']);
    await world.tick();
    expect(world.chat(OFFICE).hears()).toContain('+919000000016');
    expect(world.chat(OFFICE).hears()).toContain('Ananya Gupta');
    const left = await vivek().says('classes left?');
    expect(left).toContain('Guitar');
    expect(left).not.toContain('Drums');
  });

  test.each([
    ['not me', 'What is not right?'],
    ["that's not me", 'What is not right?'],
    ['मैं नहीं', 'क्या सही नहीं है?'],
    ['నేను కాదు', 'ఏది సరికాదు?'],
    ['nenu kadu', 'What is not right?'],
  ])('in words: %s', async (said, heard) => {
    await vivek().says('thanks');
    expect(await vivek().says(said)).toContain(heard);
  });

  test('stops what waits to be told of that child, and nothing else', async () => {
    const wait = (pupil: string) =>
      commit(
        db(),
        notify(db(), {
          kind: 'absence_alert',
          phone: VIVEK,
          params: { pupil, class: 'Guitar', date: 'Tue 24 Nov' },
          origin: `draft:${pupil}`,
          notBefore: new Date(world.clock.now().getTime() + 600_000),
        }),
      );
    await vivek().says('thanks');
    await wait('Ananya Gupta');
    await wait('Arjun Gupta');
    await vivek().says('not me');
    await vivek().taps('Ananya Gupta');
    await vivek().taps('Yes, not me');
    world.clock.set(11);
    await world.tick();
    const rows = await db().select().from(messages).where(eq(messages.kind, 'absence_alert'));
    expect(rows.map((m) => [m.origin, m.status, m.reason])).toEqual([
      ['draft:Ananya Gupta', 'skipped', 'not theirs'],
      ['draft:Arjun Gupta', expect.stringMatching(/sent|delivered|read/), null],
    ]);
  });

  test('all of it leaves a stranger, who can ask the school whatever a stranger can', async () => {
    await vivek().says('thanks');
    await vivek().says('not me');
    await vivek().taps('All of it');
    await vivek().says('yes');
    expect(await linksOf(db(), VIVEK)).toEqual(['Ananya Gupta: denied', 'Arjun Gupta: denied']);
    expect(await vivek().says('classes left?')).toContain('I do not know this number');
    expect(await vivek().says('menu')).toContain('[Link my number]');
  });

  test('is not done by "no", by an old Yes, or by two taps at once twice', async () => {
    await world.chat(OFFICE).says('hello');
    await world.chat(LAKSHMI).says('thanks');
    await world.chat(LAKSHMI).says('not me');
    const question = world.chat(LAKSHMI).last()?.id ?? '';
    expect(await world.chat(LAKSHMI).says('no')).toContain('everything stays as it was');
    await world.chat(LAKSHMI).taps('Yes, not me', question);
    expect(await linksOf(db(), LAKSHMI)).toEqual(['Lakshmi Prasanna: number']);
    await world.chat(LAKSHMI).says('not me');
    const again = world.chat(LAKSHMI).last()?.id ?? '';
    await Promise.all([
      world.chat(LAKSHMI).taps('Yes, not me', again),
      world.chat(LAKSHMI).taps('Yes, not me', again),
    ]);
    await world.idle();
    expect(await linksOf(db(), LAKSHMI)).toEqual(['Lakshmi Prasanna: denied']);
    const told = await db().select().from(messages).where(eq(messages.kind, 'identity_denied'));
    expect(told).toHaveLength(1);
  });

  test('is taken back by a code that comes to the guardian', async () => {
    await codesApproved(world);
    await world.chat(LAKSHMI).says('thanks');
    await world.chat(LAKSHMI).says('not me');
    await world.chat(LAKSHMI).says('yes');
    await world.chat('919000000018').says('hi');
    await world.chat(LAKSHMI).says('link my number');
    await world.chat(LAKSHMI).says('Lakshmi Prasanna');
    const heard = await world.chat(LAKSHMI).says(codeHeardBy(world, '919000000018'));
    expect(heard).toContain('Done: you are linked as');
    expect(await linksOf(db(), LAKSHMI)).toEqual(['Lakshmi Prasanna: code']);
    expect(await world.chat(LAKSHMI).says('classes left?')).not.toContain('I do not know');
  });
});
