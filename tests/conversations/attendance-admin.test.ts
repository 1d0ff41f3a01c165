import { describe, expect, test } from 'vitest';
import { auditLogs } from '../../db/schema/school.js';
import { useWorld } from '../support/world.js';
import { EVENING, KEYBOARD, OFFICE, RAHUL, audits, held, notices, register } from './attendance-tables.js';

const world = useWorld();
const office = () => world.chat(OFFICE);
const db = () => world.database.db;

describe('the office', () => {
  test('chooses among all classes of the day and marks one, and it is written down as an override', async () => {
    expect(await office().says('mark attendance')).toContain('[Keyboard 5:00 pm]');
    expect(await office().taps('Keyboard 5:00 pm')).toContain('*Keyboard 5:00 pm, Tue 24 Nov*: who came?');
    await office().says('all except Zoya');
    expect(await office().says('yes')).toContain('2 present, 1 absent (Zoya Fatima)');
    expect(await register(db(), KEYBOARD)).toContain('Zoya Fatima: absent (whatsapp)');
    expect(await audits(db())).toEqual(['admin attendance_override']);
  });

  test('names the teacher instead of the class', async () => {
    expect(await office().says("mark Rahul's class: all present")).toContain(
      '*Guitar 5:00 pm, Tue 24 Nov* — 11 present',
    );
  });

  test('puts one pupil right on any day: the others stay as they are, before and after are written down', async () => {
    const before = await register(db(), EVENING, '2026-11-12');
    expect(before).toContain('Sarah Thomas: present (manual)');
    const asked = await office().says('mark Sarah absent on 12 November, guitar 5pm');
    expect(asked).toContain('*Guitar 5:00 pm, Thu 12 Nov* — 6 present, 1 absent');
    expect(asked).toContain('Saving changes: Sarah Thomas present → absent.');
    expect(await office().says('yes')).toContain('(Sarah Thomas)');
    const after = await register(db(), EVENING, '2026-11-12');
    expect(after).toHaveLength(before.length);
    expect(after).toContain('Sarah Thomas: absent (whatsapp)');
    const [log] = await db().select().from(auditLogs);
    expect(log).toMatchObject({ actorRole: 'admin', action: 'attendance_override' });
    const { before: was } = log?.payload as { before: { status: string }[] };
    expect(was).toHaveLength(before.length);
    expect(await notices(db())).toEqual([]);
  });

  test('a pupil of a class that nobody has marked is marked alone', async () => {
    await office().says('mark Sarah present on 24 September, guitar 5pm');
    await office().says('yes');
    expect(await register(db(), EVENING, '2026-09-24')).toEqual(['Sarah Thomas: present (whatsapp)']);
  });

  test('does not mark a day that is still to come', async () => {
    expect(await office().says('mark attendance for tomorrow')).toContain('Wed 25 Nov is still to come');
  });

  test('records that a class did not take place', async () => {
    await office().says('mark attendance: keyboard class cancelled');
    expect(await office().says('yes')).toContain('Saved: Keyboard 5:00 pm, Tue 24 Nov did not take place.');
    expect(await held(db(), KEYBOARD)).toBe('not_conducted');
  });

  test('and the teacher draft the same class: whoever says Yes second is asked again', async () => {
    const rahul = world.chat(RAHUL);
    await rahul.says('all except Sarah');
    await office().says("mark Rahul's guitar 5pm: all present");
    await office().says('yes');
    const heard = await rahul.says('yes');
    expect(heard).toContain('somebody marked this class in the meantime');
    expect(heard).toContain(
      'Already marked by the office here in the chat, 6:05 pm. Saving changes: Sarah Thomas',
    );
    expect(await register(db(), EVENING)).toContain('Sarah Thomas: present (whatsapp)');
  });
});

test('two teachers mark at the same moment, each their own class', async () => {
  const [rahul, priya] = [world.chat(RAHUL), world.chat('919000000001')];
  await Promise.all([rahul.says('all except Sarah'), priya.says('mark attendance, all came')]);
  await Promise.all([rahul.says('yes'), priya.says('yes')]);
  expect(rahul.hears()).toContain('Saved: Guitar 5:00 pm');
  expect(priya.hears()).toContain('Saved: Keyboard 5:00 pm');
  expect(await register(db(), EVENING)).toHaveLength(11);
  expect(await register(db(), KEYBOARD)).toHaveLength(3);
});
