import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { people } from '../../db/schema/bot.js';
import { students } from '../../db/schema/school.js';
import { OFFICE, RAHUL, VIVEK } from '../conversations/account-tables.js';
import { useWorld } from '../support/world.js';

/** A Tuesday afternoon; Arjun's guitar class is at five. */
const world = useWorld({ at: '2026-11-24T16:00:00+05:30' });
const db = () => world.database.db;
/** Shows the school no number. */
const MEENA = 'IN.30400000000000161';
const meena = () => world.chat(MEENA);

beforeEach(async () => {
  world.meta.person({ userId: MEENA, name: 'Meena', kind: 'user_id_only' });
  const said = decodeURIComponent(await world.chat(OFFICE).says('link for Arjun'));
  await meena().says(/LINK-\S+/.exec(said)?.[0] ?? 'no link');
});

/** The number that the school has is nobody's any more. */
const noNumber = () =>
  db().update(students).set({ phone: null, metadata: {} }).where(eq(students.name, 'Arjun Gupta'));

describe('somebody without a number, linked by the office', () => {
  test('hears of an absence and of a teacher’s leave, where the file has no number', async () => {
    await noNumber();
    await world.chat(RAHUL).says('Guitar 5pm today: all except Arjun');
    await world.chat(RAHUL).says('yes');
    world.clock.set(11);
    await world.tick();
    expect(meena().hears()).toContain('Arjun Gupta was marked absent in Guitar');

    expect(await world.chat(RAHUL).says('I am on leave on Thursday')).not.toContain('Arjun Gupta (');
    await world.chat(RAHUL).says('yes');
    world.clock.set(1);
    await world.tick();
    expect(meena().hears()).toContain('Arjun Gupta');
    expect(meena().hears()).toContain('Rahul Deshpande');
    await world.chat(RAHUL).says('withdraw my leave');
    expect(await world.chat(RAHUL).says('yes')).toMatch(/1 famil/);
    await world.tick();
    expect(meena().hears()).toContain('Arjun Gupta');
    expect(
      meena()
        .heard()
        .filter((m) => m.includes('Rahul Deshpande')),
    ).toHaveLength(2);
  });

  test('does not hear what the number on file hears', async () => {
    await world.chat(VIVEK).says('hello');
    await world.chat(RAHUL).says('Guitar 5pm today: all except Arjun');
    await world.chat(RAHUL).says('yes');
    world.clock.set(11);
    await world.tick();
    expect(world.chat(VIVEK).hears()).toContain('Arjun Gupta was marked absent');
    expect(meena().hears()).not.toContain('absent');
  });

  test('hears it instead of a number that said STOP', async () => {
    await world.chat(VIVEK).says('STOP');
    await world.chat(RAHUL).says('Guitar 5pm today: all except Arjun');
    await world.chat(RAHUL).says('yes');
    world.clock.set(11);
    await world.tick();
    expect(world.chat(VIVEK).hears()).not.toContain('absent');
    expect(meena().hears()).toContain('Arjun Gupta was marked absent');
    const rows = await db().select().from(people).where(eq(people.waUserId, MEENA));
    expect(rows).toMatchObject([{ phoneNumber: null }]);
  });
});
