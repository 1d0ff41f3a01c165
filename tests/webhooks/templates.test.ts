import { eq, sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { broadcasts, messages, templates } from '../../db/schema/bot.js';
import { job } from '../outreach/reminders-world.js';
import { approveTemplates } from '../support/templates.js';
import { useWorld } from '../support/world.js';
import { change, post } from './support/post.js';

const world = useWorld();
const SECONDS = () => Math.floor(world.clock.now().getTime() / 1000);

/** As Meta writes it: the id as a JSON integer, the language with a dash where it has a region. */
const about = (more: object, language = 'en') => ({
  message_template_id: 606000000000008,
  message_template_name: 'absence_alert',
  message_template_language: language,
  ...more,
});
const told = (value: object, { field = 'message_template_status_update', time = SECONDS() } = {}) => {
  const body = change(value, field);
  return post(world, { ...body, entry: body.entry.map((entry) => ({ ...entry, time })) });
};
const row = async (name = 'absence_alert', language = 'en') =>
  (await world.app.db.select().from(templates)).find(
    (one) => one.templateName === name && one.language === language,
  );
/** What the admins were to hear, whether or not they could be written to. */
const heard = async () =>
  (await world.app.db.select().from(messages).where(eq(messages.kind, 'template_trouble'))).map(
    ({ payload }) => (payload as { params: Record<string, string> }).params,
  );
let begun = 0;
/** Each begins a second after the one before it: the database's own clock may give two the same millisecond. */
const running = (more: Partial<typeof broadcasts.$inferInsert> = {}) =>
  world.app.db
    .insert(broadcasts)
    .values({
      recipientType: 'all_students',
      templateName: 'absence_alert',
      category: 'utility',
      status: 'sending',
      createdAt: new Date(world.clock.now().getTime() + 1000 * begun++),
      ...more,
    })
    .returning();
const broadcastStates = async () =>
  (await world.app.db.select().from(broadcasts).orderBy(broadcasts.createdAt)).map((b) => [
    b.status,
    b.statusReason,
  ]);

describe('when Meta speaks of a template', () => {
  test.each([
    ['APPROVED', 'approved', 'NONE'],
    ['REJECTED', 'rejected', 'INCORRECT_CATEGORY'],
    ['PAUSED', 'paused', null],
    ['DISABLED', 'disabled', 'SCAM'],
    ['PENDING', 'pending', 'NONE'],
    ['PENDING_DELETION', 'disabled', 'NONE'],
    ['LIMIT_EXCEEDED', 'paused', 'NONE'],
    ['REINSTATED', 'approved', 'NONE'],
  ])('%s is kept as %s', async (event, status, reason) => {
    expect((await told(about({ event, reason }))).status).toBe(200);
    expect(await row()).toMatchObject({
      status,
      statusReason: reason === 'NONE' ? null : reason,
      metaTemplateId: '606000000000008',
      category: 'utility',
    });
  });

  test('why it was paused is read from where Meta puts it', async () => {
    await told(
      about({ event: 'PAUSED', reason: 'NONE', other_info: { title: 'FIRST_PAUSE', description: 'x' } }),
    );
    expect(await row()).toMatchObject({ status: 'paused', statusReason: 'FIRST_PAUSE' });
  });

  test('the id may be text, the event of another kind, the time missing', async () => {
    const value = about({ event: 'APPROVED', message_template_id: '606000000000009' });
    await post(world, change(value, 'message_template_status_update'));
    expect(await row()).toMatchObject({ status: 'approved', metaTemplateId: '606000000000009' });
  });

  test('its quality is kept and changes nothing else', async () => {
    await approveTemplates(world);
    const value = about({ previous_quality_score: 'GREEN', new_quality_score: 'YELLOW' });
    await told(value, { field: 'message_template_quality_update' });
    expect(await row()).toMatchObject({ status: 'approved', quality: 'YELLOW' });
    expect(await heard()).toEqual([]);
  });

  test('an event nobody knows, a template of somebody else, and nonsense are let pass', async () => {
    await approveTemplates(world);
    await told(about({ event: 'SOMETHING_NEW' }));
    await told(about({ event: 'PAUSED', message_template_name: 'fee_reminder' }));
    await told(about({ event: 'PAUSED' }, 'en-US'));
    for (const value of [
      null,
      'x',
      {},
      { event: 'PAUSED' },
      about({ message_template_name: 5, event: 'PAUSED' }),
    ])
      expect((await told(value as object)).status).toBe(200);
    expect(await row()).toMatchObject({ status: 'approved' });
    expect(world.logged.join()).toContain('template_event_unknown');
    expect(await heard()).toEqual([]);
  });

  test('what comes twice or late does not undo what came later', async () => {
    await approveTemplates(world);
    world.clock.set(60);
    const paused = SECONDS();
    await told(about({ event: 'PAUSED' }), { time: paused });
    world.clock.set(60);
    await told(about({ event: 'APPROVED' }));
    await told(about({ event: 'PAUSED' }), { time: paused });
    expect(await row()).toMatchObject({ status: 'approved' });
    await told(about({ event: 'APPROVED' }));
    expect((await heard()).map((p) => p.what)).toEqual(['paused', 'approved']);
  });

  test('two of the same in one moment tell the office once', async () => {
    await approveTemplates(world);
    world.clock.set(60);
    await Promise.all([1, 2, 3].map(() => told(about({ event: 'REJECTED', reason: 'PROMOTIONAL' }))));
    expect((await heard()).map((p) => [p.template, p.language, p.what, p.reason])).toEqual([
      ['absence_alert', 'en', 'rejected', 'PROMOTIONAL'],
    ]);
  });

  test('the first approval is no trouble', async () => {
    await told(about({ event: 'PENDING' }));
    await told(about({ event: 'APPROVED' }));
    expect(await heard()).toEqual([]);
  });

  test('the database being away is Meta’s reason to say it again', async () => {
    await approveTemplates(world);
    await world.app.db.execute(sql`alter table bot.broadcasts rename to gone`);
    expect((await told(about({ event: 'PAUSED' }))).status).toBe(500);
    await world.app.db.execute(sql`alter table bot.gone rename to broadcasts`);
    await told(about({ event: 'PAUSED' }));
    expect(await row()).toMatchObject({ status: 'paused' });
  });
});

describe('a broadcast', () => {
  test('that needs a paused template waits, and the office hears how many', async () => {
    await approveTemplates(world);
    await running();
    await running({ status: 'scheduled' });
    await running({ templateName: 'announcement' });
    await running({ status: 'finished' });
    world.clock.set(60);
    await told(about({ event: 'PAUSED', other_info: { title: 'FIRST_PAUSE' } }));
    expect(await broadcastStates()).toEqual([
      ['paused', 'template paused'],
      ['paused', 'template paused'],
      ['sending', null],
      ['finished', null],
    ]);
    expect((await heard()).map((p) => p.broadcasts)).toEqual(['2']);
  });

  test('goes on in English where only the Hindi one is rejected', async () => {
    await approveTemplates(world);
    await running({ language: 'hi' });
    await running({ language: null });
    world.clock.set(60);
    await told(about({ event: 'REJECTED' }, 'hi'));
    expect((await broadcastStates()).map(([status]) => status)).toEqual(['sending', 'sending']);
    await told(about({ event: 'DISABLED' }, 'en'));
    expect((await broadcastStates()).map(([status]) => status)).toEqual(['paused', 'paused']);
  });

  test('waits when its template has become marketing: the price is another, and so are the people', async () => {
    await approveTemplates(world);
    await running();
    await running({ templateName: 'announcement', category: 'marketing' });
    world.clock.set(60);
    const field = 'template_category_update';
    await told(about({ correct_category: 'MARKETING', new_category: 'UTILITY' }), { field });
    expect((await broadcastStates()).map(([status]) => status)).toEqual(['sending', 'sending']);
    world.clock.set(60);
    await told(about({ previous_category: 'UTILITY', new_category: 'MARKETING' }), { field });
    expect((await broadcastStates()).map(([status]) => status)).toEqual(['paused', 'sending']);
    expect(await row()).toMatchObject({ status: 'approved', category: 'marketing' });
    expect((await heard()).map((p) => p.what)).toEqual(['marketing_soon', 'marketing']);
  });
});

describe('when a webhook of Meta’s got lost', () => {
  const atMeta = (name: string, change: object, languages = ['en', 'hi', 'te']) => {
    for (const t of world.meta.templates.all())
      if (t.name === name && languages.includes(t.language)) Object.assign(t, change);
  };

  test('the morning’s reading finds what changed, stops what needs it and tells the office once', async () => {
    await approveTemplates(world);
    await running({ status: 'scheduled', scheduleAt: new Date('2026-11-26T12:00:00+05:30') });
    atMeta('absence_alert', { status: 'PAUSED' }, ['en']);
    atMeta('class_reminder', { category: 'MARKETING' }, ['hi']);
    await job(world, 'tick');
    expect(await row()).toMatchObject({ status: 'approved' });
    world.clock.set('2026-11-25T04:01:00+05:30');
    expect(await job(world, 'tick')).toMatchObject({ templates: expect.any(Number) });
    expect(await row()).toMatchObject({ status: 'paused' });
    expect((await heard()).map((p) => [p.template, p.language, p.what])).toEqual([
      ['absence_alert', 'en', 'paused'],
      ['class_reminder', 'hi', 'marketing'],
    ]);
    expect(await broadcastStates()).toEqual([['paused', 'template paused']]);
    expect(await job(world, 'tick')).not.toHaveProperty('templates');
    await job(world, 'reconcile');
    expect(await heard()).toHaveLength(2);
  });

  test('what is no longer there cannot be sent; an account that lists nothing at all is not believed', async () => {
    await approveTemplates(world);
    atMeta('absence_alert', { name: 'somebody_elses' });
    world.clock.set(60);
    await job(world, 'reconcile');
    expect([await row(), await row('absence_alert', 'te')]).toMatchObject([
      { status: 'disabled' },
      { status: 'disabled' },
    ]);
    expect(await row('class_reminder')).toMatchObject({ status: 'approved' });
    for (const { name } of world.meta.templates.all()) atMeta(name, { name: 'somebody_elses' });
    world.clock.set(60);
    expect(await job(world, 'reconcile')).toMatchObject({ templates: 0 });
    expect(await row('class_reminder')).toMatchObject({ status: 'approved' });
    expect(world.logged.join()).toContain('templates_unread');
  });
});
