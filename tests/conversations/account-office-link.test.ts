import { describe, expect, test } from 'vitest';
import { linkInvites } from '../../db/schema/bot.js';
import { auditLogs, students, teachers } from '../../db/schema/school.js';
import { office as staff } from '../http/support.js';
import { useWorld } from '../support/world.js';
import { OFFICE, OTHER_STRANGER, RAHUL, STRANGER, VIVEK, linksOf } from './account-tables.js';

const world = useWorld({ at: '2026-11-24T12:00:00+05:30' });
const db = () => world.database.db;
const office = () => world.chat(OFFICE);
const stranger = () => world.chat(STRANGER);

/** What whoever opens a wa.me link finds typed for them. */
function carriedBy(said: string): string {
  const link = /https:\/\/wa\.me\/(\d+)\?text=(\S+)/.exec(said);
  expect(link?.[1]).toBe('914000000000');
  return decodeURIComponent(link?.[2] ?? '');
}

describe('the office makes a link for somebody', () => {
  test.each([
    ['link for Arjun', 'A link for Arjun Gupta: it works once, within 24 hours'],
    ['make a link for Arjun Gupta', 'Please link my number: LINK-'],
    ['Arjun ke liye link', 'A link for Arjun Gupta'],
    ['अर्जुन के लिए लिंक', 'Arjun Gupta के लिए लिंक'],
    ['అర్జున్ కోసం లింక్', 'Arjun Gupta కోసం లింక్'],
  ])('%s', async (said, heard) => {
    expect(decodeURIComponent(await office().says(said))).toContain(heard);
    expect(await db().select().from(linkInvites)).toHaveLength(1);
  });

  test('whoever sends what it carries is linked, once, and the school’s log says so', async () => {
    const carried = carriedBy(await office().says('link for Arjun'));
    expect(await stranger().says(carried)).toContain('Done: you are linked as Arjun Gupta’s family.');
    expect(await linksOf(db(), STRANGER)).toEqual(['Arjun Gupta: admin']);
    expect(await stranger().says('classes left?')).toContain('Guitar');
    expect(await stranger().says(carried)).toContain('You are linked to Arjun Gupta already.');
    expect(await world.chat(OTHER_STRANGER).says(carried)).toContain('This link does not work (any more).');
    expect(await linksOf(db(), OTHER_STRANGER)).toEqual([]);
    const actions = (await db().select().from(auditLogs)).map((l) => l.action);
    expect(actions).toEqual(expect.arrayContaining(['link_invite_made', 'identity_linked']));
  });

  test('of two who send it at once one is linked', async () => {
    const carried = carriedBy(await office().says('link for Arjun'));
    await Promise.all([stranger().says(carried), world.chat(OTHER_STRANGER).says(carried)]);
    await world.idle();
    const linked = [...(await linksOf(db(), STRANGER)), ...(await linksOf(db(), OTHER_STRANGER))];
    expect(linked).toEqual(['Arjun Gupta: admin']);
  });

  test('not after a day, and not by the office itself', async () => {
    const carried = carriedBy(await office().says('link for Arjun'));
    expect(await office().says(carried)).toContain('Please send it to them; I have left it unused.');
    world.clock.set(24 * 60);
    expect(await stranger().says(carried)).toContain('This link does not work (any more).');
  });

  test('several who fit are asked about, and a teacher is linked as a teacher', async () => {
    await office().says('link for Lakshmi');
    expect(office().hears()).toContain('[Lakshmi Narayanan]');
    expect(await office().taps('Lakshmi Prasanna')).toContain('A link for Lakshmi Prasanna');
    const carried = carriedBy(await office().says('link for Rahul Deshpande'));
    expect(await stranger().says(carried)).toContain('our teacher Rahul Deshpande');
  });

  test('says who of two teachers with one number it is', async () => {
    await db().insert(teachers).values({ name: 'Kiran Shared', phone: RAHUL, isActive: true });
    expect(await world.chat(RAHUL).says('mark attendance')).toContain('more than one teacher');
    await world.chat(RAHUL).says(carriedBy(await office().says('link for Rahul Deshpande')));
    expect(await world.chat(RAHUL).says('menu')).toContain('[Mark attendance]');
  });

  test('reaches a person whose conversation the office has, and one who forwards it', async () => {
    const carried = carriedBy(await office().says('link for Arjun'));
    await stranger().says('human');
    expect(await stranger().says(carried)).toContain('Done: you are linked');
    const [other] = [carriedBy(await office().says('link for Arjun'))];
    await world.meta.userSends(OTHER_STRANGER, { type: 'text', body: other ?? '', forwarded: 'once' });
    await world.idle();
    expect(world.chat(OTHER_STRANGER).hears()).toContain('Done: you are linked');
  });

  test('is the office’s alone, and its code is kept hashed', async () => {
    const said = await world.chat(VIVEK).says('link for Arjun');
    expect(said).not.toContain('wa.me');
    expect(await db().select().from(linkInvites)).toEqual([]);
    const carried = carriedBy(await office().says('link for Arjun'));
    const code = carried.split('LINK-')[1] ?? '';
    expect(JSON.stringify(await db().select().from(linkInvites))).not.toContain(code);
    expect(world.logged.join('\n')).not.toContain(code);
    const history = await staff(world, 'agent').get('messagesGet', `/api/whatsapp/messages/${OFFICE}`);
    expect(history.status).toBe(200);
    expect(JSON.stringify(history.body)).not.toContain(code);
  });

  test('a guess is no link', async () => {
    expect(await stranger().says('Please link my number: LINK-AAAA-BBBB-CCCC-DDDD')).toContain(
      'This link does not work (any more).',
    );
    expect((await db().select().from(students)).length).toBeGreaterThan(0);
    expect(await linksOf(db(), STRANGER)).toEqual([]);
  });
});
