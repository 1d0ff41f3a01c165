import { describe, expect, test } from 'vitest';
import { useWorld } from '../support/world.js';
import { OFFICE, RAHUL, STRANGER, VIVEK, withOffice } from './human-tables.js';

const world = useWorld({ at: '2026-11-24T17:05:00+05:30' });
const db = () => world.database.db;
const rahul = () => world.chat(RAHUL);
const vivek = () => world.chat(VIVEK);

describe('not understood in the middle of a question', () => {
  test('first again with help, then with a person to choose, then the office has it', async () => {
    await vivek().says('change language');
    expect(await vivek().says('zxcv qwrt')).toContain('Sorry, I did not understand that.');
    expect(vivek().hears()).not.toContain('[Talk to someone]');
    const second = await vivek().says('zxcv qwrt');
    expect(second).toContain('Sorry, I still do not understand.');
    expect(second).toContain('[English]\n[हिन्दी]\n[తెలుగు]\n[Talk to someone]');
    expect(await withOffice(db())).toEqual([]);
    expect(await vivek().says('zxcv qwrt')).toContain(
      'I am sorry, I cannot work this out. I have passed it on',
    );
    expect(await withOffice(db())).toEqual(['misunderstood']);
  });

  test('the person may be chosen by a tap or a number', async () => {
    await vivek().says('change language');
    await vivek().says('zxcv qwrt');
    await vivek().says('zxcv qwrt');
    await vivek().says('4');
    expect(await withOffice(db())).toEqual(['misunderstood']);
  });

  test('an answer that is understood begins the count anew', async () => {
    await vivek().says('change language');
    await vivek().says('zxcv qwrt');
    await vivek().says('zxcv qwrt');
    await vivek().says('English');
    await vivek().says('change language');
    expect(await vivek().says('zxcv qwrt')).not.toContain('[Talk to someone]');
    expect(await withOffice(db())).toEqual([]);
  });

  test('the office itself is only asked again', async () => {
    const office = world.chat(OFFICE);
    await office.says('change language');
    for (let i = 0; i < 4; i++) await office.says('zxcv qwrt');
    expect(office.hears()).not.toContain('[Talk to someone]');
    expect(await withOffice(db())).toEqual([]);
  });
});

describe('not understood outside a question', () => {
  test('the second time a person is offered, the third time the office has it', async () => {
    const stranger = world.chat(STRANGER);
    expect(await stranger.says('qwertz plonk')).toContain('Sorry, I did not understand that.');
    expect(await stranger.says('plonk qwertz')).toContain('[Talk to someone]');
    expect(await withOffice(db())).toEqual([]);
    await stranger.says('qwertz plonk plonk');
    expect(await withOffice(db())).toEqual(['misunderstood']);
  });

  test('thanks in between is understood', async () => {
    const stranger = world.chat(STRANGER);
    await stranger.says('qwertz plonk');
    await stranger.says('qwertz plonk');
    await stranger.says('thanks');
    expect(await stranger.says('qwertz plonk')).not.toContain('[Talk to someone]');
    expect(await withOffice(db())).toEqual([]);
  });
});

describe('anger', () => {
  test.each([
    ['This is ridiculous, nobody replies to me', 'I am sorry about this.'],
    ['आपकी सर्विस से परेशान हो गया हूँ', 'इसके लिए माफ़ कीजिए।'],
    ['ఎవరూ ఫోన్ ఎత్తడం లేదు', 'ఇలా జరిగినందుకు క్షమించండి.'],
  ])('%s', async (said, heard) => {
    expect(await vivek().says(said)).toContain(heard);
    expect(await withOffice(db())).toEqual(['anger']);
  });

  test('in the middle of a register nothing of it is saved', async () => {
    await rahul().says('all except Sarah');
    expect(await rahul().says('I am fed up with this, nobody replies')).toContain('I am sorry about this.');
    expect(await withOffice(db())).toEqual(['anger']);
    const { rows } = await db().execute(
      `select count(*)::int as n from attendance_records where session_date = '2026-11-24'`,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });
});
