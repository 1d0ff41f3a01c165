import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { students } from '../../db/schema/school.js';
import { useWorld } from '../support/world.js';
import { ASHA, OFFICE, leadsOf, prospects, told } from './enquiry-tables.js';

const world = useWorld();
const asha = () => world.chat(ASHA);
const db = () => world.database.db;

const WISH = 'my 8 yr old daughter, beginner, piano on weekends';

async function enquires(): Promise<void> {
  await asha().says(WISH);
  await asha().says('Anika');
  await asha().says('yes');
}

describe('an unfinished enquiry', () => {
  test('is there the next day, and goes on where it stopped', async () => {
    await asha().says('my daughter wants to learn piano');
    await asha().says('8');
    world.clock.set('2026-11-25T10:00:00+05:30');
    expect(await asha().says('I want to join')).toBe(
      'We had begun an enquiry: Piano · for your child, 8 years. Shall we go on where we stopped?\n[Yes, go on]\n[No, start afresh]',
    );
    expect(await asha().says('yes')).toContain('Has there been any musical training so far?');
  });

  test('takes up what is said now', async () => {
    await asha().says('my daughter wants to learn piano');
    world.clock.set('2026-11-25T10:00:00+05:30');
    await asha().says('guitar class for my daughter, 8 years, beginner');
    expect(await asha().says('yes')).toContain('Which days would suit best?');
    expect(await leadsOf(db(), ASHA)).toMatchObject([{ details: { instrument: 'Guitar', age: 8 } }]);
  });

  test('can be begun afresh', async () => {
    await asha().says('my daughter wants to learn piano');
    world.clock.set('2026-11-25T10:00:00+05:30');
    await asha().says('I want to join');
    expect(await asha().says('no')).toContain('Which instrument would you like to learn?');
    expect(await leadsOf(db(), ASHA)).toEqual([]);
  });

  test('goes on from a button of yesterday', async () => {
    await asha().says('my daughter wants to learn piano');
    await asha().says('8');
    world.clock.set('2026-11-25T10:00:00+05:30');
    expect(await asha().taps('Complete beginner')).toContain('Which days would suit best?');
  });

  test('is sent by yesterday’s Yes', async () => {
    await asha().says(WISH);
    await asha().says('Anika');
    world.clock.set('2026-11-25T10:00:00+05:30');
    expect(await asha().taps('Yes')).toContain('*E-1001*: Piano');
  });

  test('is put away by cancel', async () => {
    await asha().says('my daughter wants to learn piano');
    expect(await asha().says('cancel')).toBe('All right, stopped. Nothing was saved.');
    expect(await leadsOf(db(), ASHA)).toEqual([]);
  });

  test('a message that comes late keeps nothing', async () => {
    await world.meta.userSends(ASHA, WISH, { at: new Date('2026-11-24T17:00:00+05:30') });
    await world.idle();
    expect(asha().hears()).toContain('Your message reached me late, so I did nothing yet.');
    expect(await leadsOf(db(), ASHA)).toEqual([]);
  });
});

describe('a Yes', () => {
  test('said twice sends one enquiry', async () => {
    await asha().says(WISH);
    await asha().says('Anika');
    const offer = asha().last()?.id;
    await asha().taps('Yes', offer);
    expect(await asha().taps('Yes', offer)).toContain('This was noted already as *E-1001*');
    expect(await prospects(db())).toHaveLength(1);
    expect(await told(db())).toEqual([`${OFFICE} E-1001`]);
  });

  test('tapped twice at once sends one enquiry', async () => {
    await asha().says(WISH);
    await asha().says('Anika');
    await Promise.all([world.meta.userTaps(ASHA, 'Yes'), world.meta.userTaps(ASHA, 'Yes')]);
    await world.idle();
    expect(await leadsOf(db(), ASHA)).toMatchObject([{ reference: 'E-1001' }]);
    expect(await prospects(db())).toHaveLength(1);
    expect(await told(db())).toHaveLength(1);
  });

  test('to what has been changed since sends nothing', async () => {
    await asha().says(WISH);
    await asha().says('Anika');
    const offer = asha().last()?.id;
    await asha().says('no, guitar');
    const heard = await asha().taps('Yes', offer);
    expect(heard).toContain('Something was changed after that, so I sent nothing yet.');
    expect(heard).toContain('*Guitar ·');
    expect(await prospects(db())).toEqual([]);
    expect(await asha().says('yes')).toContain('*E-1001*: Guitar');
  });

  test('of somebody else’s button does nothing', async () => {
    await asha().says(WISH);
    await asha().says('Anika');
    const options = asha().last()?.view.options ?? [];
    const yes = options.find((o) => o.title === 'Yes');
    const mallory = world.chat('919000000102');
    await mallory.says('hello');
    const replyTo = mallory.last()?.id ?? '';
    const heard = await mallory.says({ type: 'button_reply', id: yes?.id ?? '', title: 'Yes', replyTo });
    expect(heard).toContain('That enquiry is not here any more, so nothing was sent.');
    expect(await prospects(db())).toEqual([]);
  });
});

describe('a second enquiry of the same person', () => {
  test('changes the first, and leaves alone what the office has noted', async () => {
    await enquires();
    const [row] = await db().select().from(students).where(eq(students.studentType, 'prospect'));
    const noted = { ...(row?.metadata as object), status: 'contacted', notes: 'Called on Tuesday.' };
    await db()
      .update(students)
      .set({ metadata: noted })
      .where(eq(students.id, row?.id ?? ''));
    await asha().says('guitar for my daughter, 9 years, beginner, any day');
    await asha().says('Anika');
    expect(await asha().says('yes')).toContain('your enquiry is brought up to date, number *E-1001*: Guitar');
    expect(await leadsOf(db(), ASHA)).toMatchObject([
      { reference: 'E-1001', status: 'new', details: { instrument: 'Guitar', age: 9 } },
    ]);
    const [changed, ...others] = await prospects(db());
    expect(others).toEqual([]);
    expect(changed?.metadata).toMatchObject({ status: 'new', interested_instrument: 'Guitar' });
    expect(changed?.metadata.notes).toMatch(/^Called on Tuesday\.\nWhatsApp enquiry: Guitar/);
    expect(await told(db())).toEqual([`${OFFICE} E-1001`, `${OFFICE} E-1001`]);
  });

  test('does not touch somebody who has joined meanwhile', async () => {
    await enquires();
    await db().update(students).set({ studentType: 'permanent' }).where(eq(students.studentType, 'prospect'));
    await asha().says('I want to join guitar for my son, 9 years, beginner, any day');
    await asha().says('Arnav');
    await asha().says('yes');
    const joined = await db().select().from(students).where(eq(students.name, 'Anika'));
    expect(joined).toMatchObject([{ studentType: 'permanent' }]);
    expect(await prospects(db())).toMatchObject([{ name: 'Arnav' }]);
  });
});

describe('the office', () => {
  test('hears of it in words', async () => {
    await world.chat(OFFICE).says('hello');
    await enquires();
    await world.tick();
    expect(world.chat(OFFICE).hears()).toBe(
      'New enquiry E-1001: Piano · child Anika, 8 years · beginner · Sat, Sun. Please call +91 90000 00100. – Sargam School of Music',
    );
  });
});

describe('somebody whom the office wrote down already', () => {
  const walkIn = (of: { name: string; phone?: string; guardian?: string }) =>
    db()
      .insert(students)
      .values({
        name: of.name,
        phone: of.phone ?? '90000 00100',
        guardianContact: of.guardian ?? null,
        studentType: 'prospect',
        metadata: { status: 'new', lead_source: 'walk-in', notes: 'Came with her mother.' },
      });

  test('is recognised by the number: the row is brought up to date, and there is no second one', async () => {
    await walkIn({ name: 'Anika Rao', guardian: 'Asha Rao' });
    await enquires();
    expect(await prospects(db())).toMatchObject([
      {
        name: 'Anika',
        phone: '90000 00100',
        guardianContact: 'Asha Rao',
        metadata: {
          lead_source: 'walk-in',
          interested_instrument: 'Piano',
          notes: expect.stringMatching(/^Came with her mother\.\nWhatsApp enquiry: Piano/),
        },
      },
    ]);
    const [row] = await db().select().from(students).where(eq(students.studentType, 'prospect'));
    expect(await leadsOf(db(), ASHA)).toMatchObject([{ reference: 'E-1001', studentId: row?.id }]);
  });

  test('by the name of who writes is the child they now name', async () => {
    await walkIn({ name: 'Asha Rao', guardian: 'Asha Rao' });
    await enquires();
    expect((await prospects(db())).map((p) => p.name)).toEqual(['Anika']);
  });

  test('is not taken for a brother or a sister, who comes into the list beside them', async () => {
    await walkIn({ name: 'Kabir Rao' });
    await enquires();
    expect((await prospects(db())).map((p) => p.name).sort()).toEqual(['Anika', 'Kabir Rao']);
  });

  test('is not opened by a number that somebody only types', async () => {
    await walkIn({ name: 'Anika Rao', phone: '+91 90000 00777' });
    await asha().says(WISH);
    await asha().says('Anika');
    await asha().says('call me on 90000 00777');
    await asha().says('yes');
    const rows = await prospects(db());
    expect(rows.map((p) => p.name).sort()).toEqual(['Anika', 'Anika Rao']);
    expect(rows.find((p) => p.name === 'Anika Rao')?.metadata.interested_instrument).toBeUndefined();
  });
});
