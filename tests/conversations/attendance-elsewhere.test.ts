import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { useWorld } from '../support/world.js';

const RAHUL = '+919000000002';
const world = useWorld();

describe('a teacher in the middle of something else', () => {
  it('speaks of the later class while the earlier one is asked about', async () => {
    const rahul = world.chat(RAHUL);
    expect(await rahul.says('mark attendance')).toContain('Guitar 5:00 pm');
    const answer = await rahul.says('class cancelled today 6.15 guitar');
    expect(answer).toContain('Guitar 6:15 pm');
    expect(answer).toContain('did not take place');
  });

  it('says no to a cancelled class, and nobody is marked absent for it', async () => {
    const rahul = world.chat(RAHUL);
    await rahul.says('guitar 5pm class cancelled');
    expect(await rahul.says('no')).toMatch(/nothing was saved/i);
    const { rows } = await world.app.db.execute(
      sql`select 1 from attendance_records where session_date = '2026-11-24'`,
    );
    expect(rows).toEqual([]);
  });

  it('answers "no" to who came, which is not an empty class', async () => {
    const rahul = world.chat(RAHUL);
    await rahul.says('mark attendance');
    expect(await rahul.says('no')).not.toContain('absent:');
  });

  it('says undo after a second yes', async () => {
    const rahul = world.chat(RAHUL);
    await rahul.says('Guitar 5pm: all present except Sarah');
    await rahul.says('yes');
    expect(await rahul.says('yes')).toMatch(/^This was saved already/);
    expect(await rahul.says('undo')).toMatch(/^Undone/);
  });
});

describe('a teacher who asks or tells of their pupils', () => {
  it.each(['who is absent today', 'who came today', 'how many absent today', 'kitne bache aaye aaj'])(
    'sees today’s register, and may mark what is not marked: “%s”',
    async (said) => {
      const rahul = world.chat(RAHUL);
      const asked = await rahul.says(said);
      expect(asked).toContain('• Guitar 5:00 pm: not marked yet');
      expect(asked).toContain('[Mark attendance]');
      await rahul.says('all except Sarah');
      await rahul.says('yes');
      expect(await rahul.says(said)).toContain('• Guitar 5:00 pm: 10 present, ✗ Sarah Thomas');
    },
  );

  it.each(['John ill', 'John ill today', 'john has fever', 'John is sick'])(
    'tells of a pupil’s illness, and takes no leave for it: “%s”',
    async (said) => {
      expect(await world.chat(RAHUL).says(said)).toContain('✗ John Mathew');
    },
  );

  it.each(['no class on thursday', 'cancel class on thursday', 'class cancelled on 26 november'])(
    'calls off a class to come by a leave, of which families are told: “%s”',
    async (said) => {
      const asked = await world.chat(RAHUL).says(said);
      expect(asked).toContain('*Leave Thu 26 Nov*');
      expect(asked).toContain('2 classes do not take place');
    },
  );

  it('calls off tomorrow’s class in the middle of a list, which is not lost', async () => {
    const rahul = world.chat(RAHUL);
    await rahul.says('Guitar 5pm: all present except Sarah');
    for (const said of ['tomorrow class cancelled', 'no class tomorrow', 'repu class ledu']) {
      expect(await rahul.says(said), said).toContain('*Leave Wed 25 Nov*');
      await rahul.says('cancel');
    }
    expect(await rahul.says("is tomorrow's class cancelled?")).toContain('No classes on Wed 25 Nov');
  });
});
