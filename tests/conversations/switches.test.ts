import { and, eq, notLike } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { commit } from '../../db/client.js';
import { messages, people, settings } from '../../db/schema/bot.js';
import { notify } from '../../src/outreach/notify.js';
import { readSwitches, turnSwitch } from '../../src/school/office/switches.js';
import { useWorld } from '../support/world.js';
import { OFFICE } from './attendance-tables.js';
import { MATHEW, STRANGER, VIVEK } from './schedule-tables.js';

const world = useWorld({ at: '2026-11-24T10:00:00+05:30' });
const db = () => world.database.db;
const office = () => world.chat(OFFICE);
const mathew = () => world.chat(MATHEW);

async function switched(words: string) {
  await office().says(words);
  return office().says('yes');
}

/** What an admin changed: what the school brought with it has other names. */
const touched = () => db().select().from(settings).where(notLike(settings.key, 'SCHOOL_%'));

async function answersTo(phone: string) {
  const rows = await db()
    .select()
    .from(messages)
    .where(and(eq(messages.phoneNumber, phone), eq(messages.direction, 'outbound')))
    .orderBy(messages.seq);
  return rows.map((r) => [r.status, r.reason]);
}

describe('what the office says of a switch', () => {
  test.each([
    ['stop sending', 'Stop *sending*?'],
    ['bot aapu', 'Switch the bot *off*?'],
    ['switch the ai off please', 'Switch the AI *off*?'],
    ['disable AI', 'Switch the AI *off*?'],
  ])('%s is not its own STOP', async (said, heard) => {
    expect(await office().says(said)).toContain(heard);
    const [person] = await db().select().from(people).where(eq(people.phoneNumber, OFFICE));
    expect(person?.optedOutAt).toBeNull();
  });
});

describe('sending off', () => {
  test('keeps every answer back, reads on, and goes on telling the office', async () => {
    expect(await switched('sending off')).toContain('sending is *off*');
    await mathew().says('how many classes left');
    await mathew().says('thanks');
    expect(mathew().heard()).toEqual([]);
    expect(await answersTo(MATHEW)).toEqual([
      ['queued', null],
      ['queued', null],
    ]);
    await world.tick();
    expect(mathew().heard()).toEqual([]);
    expect(await office().says('usage today')).toContain('Messages: ');
    expect(await switched('sending on')).toContain('sending is *on*');
    await world.tick();
    expect(mathew().heard()).toHaveLength(2);
    expect(mathew().heard()[0]).toContain('*Sarah Thomas*');
  });

  test('for too long: what helps nobody any more is not sent, and says why', async () => {
    await switched('outgoing off');
    await mathew().says('how many classes left');
    world.clock.set(3 * 60 + 1);
    await mathew().says('hello?');
    await switched('outgoing on');
    await world.tick();
    expect(await answersTo(MATHEW)).toEqual([
      ['failed', 'held too long'],
      ['sent', null],
    ]);
    expect(mathew().heard()).toHaveLength(1);
  });

  test('until a day later: nothing free-form goes any more', async () => {
    await switched('outgoing off');
    await mathew().says('how many classes left');
    world.clock.set(25 * 60);
    await switched('outgoing on');
    await world.tick();
    expect(mathew().heard()).toEqual([]);
    expect(await answersTo(MATHEW)).toEqual([['failed', 'window closed']]);
  });

  test('keeps even the sorry of a broken turn back', async () => {
    await switched('sending off');
    await db().execute('alter table payments rename to payments_away');
    try {
      const errors = world.logged.length;
      await mathew().says('how many classes left');
      expect(world.logged.slice(errors).join('\n')).toContain('turn_failed');
      expect(mathew().heard()).toEqual([]);
      expect(await answersTo(MATHEW)).toEqual([['queued', null]]);
    } finally {
      await db().execute('alter table payments_away rename to payments');
    }
  });
});

describe('new people off', () => {
  test('strangers hear one sentence a day, families are answered', async () => {
    await switched('new people off');
    const stranger = world.chat(STRANGER);
    expect(await stranger.says('hi, guitar classes?')).toContain('New enquiries are not answered here');
    await stranger.says('hello??');
    world.clock.set(23 * 60);
    await stranger.says('anybody there?');
    expect(stranger.heard()).toHaveLength(1);
    world.clock.set(61);
    await stranger.says('and today?');
    expect(stranger.heard()).toHaveLength(2);
    expect(await stranger.says('stop')).toContain('will not write to you');
    expect(await mathew().says('how many classes left')).toContain('*Sarah Thomas*');
    await switched('new people on');
    expect(await stranger.says('do you teach violin?')).not.toContain('not answered here');
  });
});

describe('a pilot', () => {
  test('answers the listed numbers and the office; what others write is kept in silence', async () => {
    expect(await office().says('pilot only 90000 00009')).toContain('Answer *only* +91 90000 00009');
    expect(await office().says('no')).toContain('nothing was changed');
    await office().says(`pilot only +${MATHEW}`);
    expect(await office().taps('Yes')).toContain('only +91 90000 00009 and the office');
    expect(await mathew().says('how many classes left')).toContain('*Sarah Thomas*');
    const stranger = world.chat(STRANGER);
    await stranger.says('guitar classes?');
    expect(stranger.heard()).toEqual([]);
    const [kept] = await db().select().from(messages).where(eq(messages.phoneNumber, STRANGER));
    expect(kept).toMatchObject({ content: 'guitar classes?', status: 'handled', reason: 'not_in_pilot' });
    expect(await stranger.says('STOP')).toContain('will not write to you');
    const [person] = await db().select().from(people).where(eq(people.phoneNumber, STRANGER));
    expect(person?.optedOutAt).not.toBeNull();
    expect(await office().says('switches')).toContain('Pilot: *only +91 90000 00009*');
    await office().taps('Pilot off');
    expect(await office().taps('Yes')).toContain('I answer everybody');
    expect(await stranger.says('start')).not.toBe('');
    expect(await stranger.says('guitar classes?')).toContain('Who are the classes for');
  });

  test('is what the school starts held to as well', async () => {
    const STARTED = { params: { pupil: 'Ananya', class: 'Guitar', date: 'Tue 24 Nov' }, origin: 'draft:1' };
    for (const who of [MATHEW, VIVEK]) await world.chat(who).says('hello');
    await switched(`pilot only +${MATHEW}`);
    for (const phone of [MATHEW, VIVEK])
      await commit(
        db(),
        notify(db(), { ...STARTED, kind: 'absence_alert', phone, notBefore: world.clock.now() }),
      );
    await world.tick();
    expect(await answersTo(VIVEK)).toContainEqual(['skipped', 'not_in_pilot']);
    expect(mathew().hears()).toContain('Ananya was marked absent');
  });

  test('by numbers that are none is explained, and nobody else may begin one', async () => {
    expect(await office().says('pilot only 12345')).not.toContain('Answer *only*');
    await mathew().says(`pilot only +${MATHEW}`);
    await mathew().says('yes');
    expect(await touched()).toEqual([]);
  });
});

test('the switches are asked for in Hindi and Telugu too, and asked about before they are turned', async () => {
  for (const [words, key] of [
    ['संदेश भेजना बंद करो', 'OUTGOING_OFF'],
    ['పంపడం ఆపండి', 'OUTGOING_OFF'],
    ['नए लोग बंद करें', 'NEW_PEOPLE_OFF'],
    ['కొత్తవాళ్ళు ఆపండి', 'NEW_PEOPLE_OFF'],
    ['ai band karo', 'AI_OFF'],
  ]) {
    await office().says(words ?? '');
    const ids = office()
      .last()
      ?.view.options.map((o) => o.id);
    expect(ids, words).toContain(`admin:yes:${key}:off`);
  }
  expect(await touched()).toEqual([]);
});

test('whoever is not an admin neither sees nor turns a switch', async () => {
  const ctx = {
    db: db(),
    now: world.clock.now(),
    timezone: 'Asia/Kolkata',
    actor: { personId: null, isAdmin: false },
  };
  expect(await readSwitches(ctx)).toEqual({ kind: 'office_only' });
  expect(await turnSwitch(ctx, { key: 'BOT_OFF', off: true })).toEqual({
    outcome: { kind: 'office_only' },
    writes: [],
  });
});
