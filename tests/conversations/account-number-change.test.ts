import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { messages, people } from '../../db/schema/bot.js';
import { students } from '../../db/schema/school.js';
import { useWorld } from '../support/world.js';
import { OFFICE, VIVEK, codesApproved, linksOf, personOf } from './account-tables.js';

const world = useWorld({ at: '2026-11-24T12:00:00+05:30' });
const db = () => world.database.db;
const NEW = '919000000199';
const vivek = () => world.chat(VIVEK);

/** WhatsApp says that somebody's number is another one now; whoever writes from the old one is somebody else. */
async function moves(who: string) {
  const system = { type: 'user_changed_number', body: 'A number changed', wa_id: NEW };
  await world.meta.userSends(who, { type: 'raw', message: { type: 'system', system } });
  await world.idle();
}

describe('WhatsApp says that a number changed', () => {
  beforeEach(async () => {
    await world.chat(OFFICE).says('hello');
    await vivek().says('classes left?');
    await moves(VIVEK);
  });

  test('nothing is answered, the row stays, and its rights rest', async () => {
    const person = await personOf(db(), VIVEK);
    expect(person.suspendedAt).not.toBeNull();
    expect(await linksOf(db(), VIVEK)).toEqual(['Ananya Gupta: number', 'Arjun Gupta: number']);
    await world.tick();
    expect(world.chat(OFFICE).hears()).toContain('+919000000016');
    expect(world.chat(OFFICE).hears()).toContain('+919000000199');
  });

  test('whoever has the old number now sees nothing, and is told why and how', async () => {
    const heard = await say(VIVEK, 'classes left?');
    expect(heard).not.toContain('Guitar');
    expect(heard).toContain('WhatsApp tells us that this number has changed');
    expect(heard).toContain('[Link my number]');
    expect(await say(VIVEK, "show Arjun's fees")).not.toMatch(/₹|Guitar/);
  });

  test('the new number is a stranger’s until it is confirmed', async () => {
    expect(await say(NEW, 'classes left?')).toContain('write *link my number*');
    await world.chat(OFFICE).says('link for Arjun');
    const carried = decodeURIComponent(/text=(\S+)/.exec(world.chat(OFFICE).hears())?.[1] ?? '');
    expect(await say(NEW, carried)).toContain('Done: you are linked as Arjun Gupta’s family.');
    expect(await say(NEW, 'classes left?')).toContain('Guitar');
    expect(await say(VIVEK, 'classes left?')).not.toContain('Guitar');
  });

  test('no code goes to the number that changed hands', async () => {
    await codesApproved(world);
    await say(VIVEK, "I'm Arjun Gupta's father");
    await say(NEW, "I'm Arjun Gupta's father");
    expect(await db().select().from(messages).where(eq(messages.kind, 'one_time_code'))).toEqual([]);
  });

  test('the office’s link gives the old number its rights back', async () => {
    await world.chat(OFFICE).says('link for Arjun');
    const carried = decodeURIComponent(/text=(\S+)/.exec(world.chat(OFFICE).hears())?.[1] ?? '');
    expect(await say(VIVEK, carried)).toContain('Done');
    expect((await personOf(db(), VIVEK)).suspendedAt).toBeNull();
    expect(await say(VIVEK, 'classes left?')).toContain('Guitar');
  });

  test('a new number that the office puts on file needs nothing else', async () => {
    const [arjun] = await db().select().from(students).where(eq(students.name, 'Arjun Gupta'));
    await db()
      .update(students)
      .set({ metadata: { guardian_phone: NEW } })
      .where(eq(students.id, arjun?.id ?? ''));
    expect(await say(NEW, 'classes left?')).toContain('You are linked as Arjun Gupta’s family.');
  });
});

test('an admin whose number changed is none any more, however they are listed', async () => {
  await moves(OFFICE);
  expect(await say(OFFICE, 'office')).not.toContain('[Leads');
  expect(await say(OFFICE, 'link for Arjun')).not.toContain('wa.me');
  expect((await db().select().from(people).where(eq(people.phoneNumber, OFFICE)))[0]?.userType).toBe(
    'prospect',
  );
});

test('a change that WhatsApp tells twice is told to the office once', async () => {
  world.meta.setFaults({ duplicate: true });
  await world.chat(OFFICE).says('hello');
  await vivek().says('hi');
  await moves(VIVEK);
  await world.tick();
  const told = await db().select().from(messages).where(eq(messages.kind, 'number_changed'));
  expect(told).toHaveLength(1);
});

async function say(who: string, words: string): Promise<string> {
  return world.chat(who).says(words);
}
