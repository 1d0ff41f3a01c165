import { http, HttpResponse } from 'msw';
import { describe, expect, test } from 'vitest';
import { templates } from '../../db/schema/bot.js';
import { approved } from '../../dev/local/templates.js';
import { templates as english } from '../../src/copy/en/templates.js';
import { RuleError } from '../../src/errors.js';
import {
  TEMPLATE_NAMES,
  type TemplateName,
  templateWords,
  variablesOf,
} from '../../src/outreach/templates/definitions.js';
import { templateMessage } from '../../src/outreach/templates/message.js';
import { syncTemplates } from '../../src/outreach/templates/sync.js';
import { LANGUAGES, type Language } from '../../src/understanding/intent.js';
import { server } from '../support/network.js';
import { approveTemplates, syncContext } from '../support/templates.js';
import { useWorld } from '../support/world.js';

const world = useWorld();
const EVERY = TEMPLATE_NAMES.flatMap((name) => LANGUAGES.map((language) => [name, language] as const));
const sync = (apply = true) => syncTemplates(syncContext(world), { apply });
const account = () =>
  `${world.env.WHATSAPP_API_URL}/${world.env.WHATSAPP_API_VERSION}/${world.env.WHATSAPP_BUSINESS_ACCOUNT_ID}/message_templates`;
const known = async (name: string, language = 'en') =>
  (await world.app.db.select().from(templates)).find(
    (row) => row.templateName === name && row.language === language,
  );
const counted = (lines: { change: string; result: string | null }[]) => {
  const found: Record<string, number> = {};
  for (const { change, result } of lines) {
    const key = result ? `${change} ${result}` : change;
    found[key] = (found[key] ?? 0) + 1;
  }
  return found;
};

describe('the words of every template', () => {
  test.each(EVERY)('%s in %s keep to Meta’s rules', (name, language) => {
    const { body, footer = '', buttons = [], samples } = templateWords(name, language);
    const names = variablesOf(body);
    expect(names.toSorted()).toEqual(variablesOf(templateWords(name, 'en').body).toSorted());
    expect(Object.keys(samples).toSorted()).toEqual(names.toSorted());
    expect(buttons).toHaveLength(templateWords(name, 'en').buttons?.length ?? 0);
    for (const title of buttons) expect(title.length).toBeLessThanOrEqual(20);
    expect(new Set(buttons).size).toBe(buttons.length);
    expect(footer.length).toBeLessThanOrEqual(60);
    if (name === 'one_time_code') return;
    expect(body).not.toMatch(/^[^\p{L}\p{N}]*\{\{|\}\}[^\p{L}\p{M}\p{N}]*$/u);
    expect(body).not.toMatch(/\}\}\s*\{\{/);
    expect(body.length).toBeLessThan(700);
    expect(body.split(/\s+/).length).toBeGreaterThan(names.length * 3);
  });

  test('no two say the same', () => {
    const bodies = EVERY.map(([name, language]) => templateWords(name, language).body);
    expect(new Set(bodies).size).toBe(bodies.length);
  });

  test('Meta takes them all, and each can then be sent as it is', async () => {
    const report = await sync();
    expect(report).toMatchObject({ applied: true, stopped: null });
    expect(counted(report.lines)).toEqual({ 'create done': EVERY.length });
    await world.meta.settle();
    for (const [name, language] of EVERY) {
      const { body } = templateMessage({ name, language, params: templateWords(name, language).samples });
      const sent = await world.app.whatsapp.send({ phone: '919000000016', userId: null }, body, 'x');
      expect(sent, `${name} ${language}`).toMatchObject({ kind: 'accepted' });
    }
    const last = world.meta.outbox.last('+919000000016');
    expect(last?.view.options.map((o) => o.kind)).toEqual(['copy']);
  });
});

test('what there is no time for is left to the next run', async () => {
  let left = 5;
  const first = await syncTemplates({ ...syncContext(world), mayGoOn: () => left-- > 0 }, { apply: true });
  expect(first.stopped).toContain('please run it again');
  expect(counted(first.lines)).toMatchObject({ 'create done': 5, create: EVERY.length - 5 });
  expect(counted((await sync()).lines)).toMatchObject({ 'create done': EVERY.length - 5 });
});

describe('a message of a template', () => {
  const params = { school: 'Sargam', pupil: 'Ananya', class: 'Guitar', date: 'Tue 24 Nov' };
  const message = (
    more: Record<string, string>,
    name: TemplateName = 'absence_alert',
    language: Language = 'en',
  ) => templateMessage({ name, language, params: { ...params, ...more } });

  test('names its parameters and reads as the person will see it', () => {
    const { text, category, body } = message({}, 'absence_alert', 'te');
    expect(text).toBe(
      'ఇది Sargam నుంచి సమాచారం: Tue 24 Nov న Guitar క్లాసుకు Ananya రాలేదని నమోదైంది. ఇది సరికాకపోతే, లేదా మేకప్ క్లాస్ కావాలంటే ఈ సందేశానికి జవాబివ్వండి.',
    );
    expect(category).toBe('utility');
    expect(body).toMatchObject({ type: 'template', template: { language: { code: 'te' } } });
  });

  test.each([
    [{ pupil: '' }, 'pupil is empty'],
    [{ pupil: '  ' }, 'pupil is empty'],
    [{ date: 'Tue\n24 Nov' }, 'date has a line break'],
    [{ date: 'Tue\t24 Nov' }, 'date has a tab'],
    [{ class: 'Guitar    5' }, 'class has more than three spaces in a row'],
    [{ pupil: 'A'.repeat(1200) }, 'pupil makes it longer than 1024 characters'],
    [{ teacher: 'Ravi' }, 'teacher is not one of its parameters'],
  ] as const)('is refused for what Meta would refuse: %j', (more, words) => {
    expect(() => message(more)).toThrow(
      new RuleError('unprocessable', `The template absence_alert cannot be sent: ${words}.`),
    );
  });

  test('names all that is wrong at once', () => {
    const all = () =>
      templateMessage({ name: 'absence_alert', language: 'en', params: { school: '', nam: 'x' } });
    expect(all).toThrow(
      /school is empty; pupil is missing; class is missing; date is missing; nam is not one of its parameters/,
    );
  });

  test('carries what its buttons mean, and no more buttons than it has', () => {
    const reminder = (buttons: string[]) =>
      templateMessage({
        name: 'payment_reminder',
        language: 'hi',
        params: { school: 'S', fees: 'A' },
        buttons,
      });
    expect(reminder(['pay:now']).body).toMatchObject({
      template: {
        components: [{}, { sub_type: 'quick_reply', index: '0', parameters: [{ payload: 'pay:now' }] }],
      },
    });
    expect(() => reminder(['pay:now', 'pay:later'])).toThrow('fewer buttons');
    expect(() => reminder(['x'.repeat(129)])).toThrow('button id');
  });

  test('a code stands in the words and under the button', () => {
    const code = templateMessage({ name: 'one_time_code', language: 'en', params: { code: '493817' } });
    expect(JSON.stringify(code.body).match(/493817/g)).toHaveLength(2);
    expect(code.category).toBe('authentication');
    expect(() =>
      templateMessage({ name: 'one_time_code', language: 'en', params: { code: '1'.repeat(16) } }),
    ).toThrow('code is longer than 15');
  });
});

describe('bringing them to Meta', () => {
  test('a dry run says what would be done and does nothing', async () => {
    const report = await sync(false);
    expect(report.applied).toBe(false);
    expect(counted(report.lines)).toEqual({ create: EVERY.length });
    expect(world.meta.templates.all().map((t) => t.name)).toEqual(['hello_world']);
    expect(await world.app.db.select().from(templates)).toEqual([]);
  });

  test('creates what is missing, keeps what Meta says of it, and a second run finds nothing to do', async () => {
    await sync();
    expect(await known('absence_alert', 'hi')).toMatchObject({
      status: 'pending',
      category: 'utility',
      templateType: 'notification',
      variables: ['school', 'date', 'class', 'pupil'],
      metaTemplateId: world.meta.templates
        .all()
        .find((t) => t.name === 'absence_alert' && t.language === 'hi')?.id,
    });
    await world.meta.settle();
    const again = await sync();
    expect(counted(again.lines)).toEqual({ none: EVERY.length });
    expect(again.lines[0]).toMatchObject({ status: 'APPROVED' });
    expect(await known('absence_alert', 'hi')).toMatchObject({ status: 'approved' });
    expect(await known('one_time_code')).toMatchObject({ status: 'approved', category: 'authentication' });
  });

  test('changes what says something else, where Meta lets it be changed', async () => {
    await approveTemplates(world);
    const other = [{ type: 'BODY', text: 'Something we said {{school}} before.' }];
    for (const [name, status] of [
      ['absence_alert', 'APPROVED'],
      ['class_cancelled', 'REJECTED'],
      ['class_reminder', 'PENDING'],
      ['enrollment_welcome', 'DISABLED'],
    ] as const)
      world.meta.templates.add({ ...approved(name, 'en'), components: other, status, reason: 'NONE' });
    const { lines } = await sync();
    const came = (name: string) => lines.find((l) => l.name === name && l.language === 'en');
    expect(came('absence_alert')).toMatchObject({ change: 'update', result: 'done', status: 'PENDING' });
    expect(came('class_cancelled')).toMatchObject({ change: 'update', result: 'done' });
    expect(came('class_reminder')).toMatchObject({
      change: 'wait',
      result: null,
      words: expect.stringContaining('PENDING'),
    });
    expect(came('enrollment_welcome')).toMatchObject({ change: 'wait' });
    expect(counted(lines)).toEqual({ none: EVERY.length - 4, 'update done': 2, wait: 2 });
    const kept = world.meta.templates.all().find((t) => t.name === 'absence_alert' && t.language === 'en');
    expect(JSON.stringify(kept?.components)).toContain(english.absence_alert.body);
  });

  test('a template that may be changed once a day says so, and the others are done', async () => {
    await approveTemplates(world);
    const spoil = () =>
      world.meta.templates.add({
        ...approved('absence_alert', 'en'),
        components: [{ type: 'BODY', text: 'Old words {{pupil}} here.' }],
        editedAt: world.clock.now().getTime() - 3_600_000,
      });
    spoil();
    const { lines, stopped } = await sync();
    expect(lines.find((l) => l.change === 'update')).toMatchObject({
      result: 'refused',
      words: expect.stringContaining('an approved one once a day'),
    });
    expect(stopped).toBeNull();
    world.clock.set(24 * 60);
    expect((await sync()).lines.find((l) => l.change === 'update')).toMatchObject({ result: 'done' });
  });

  test('reads every page of an account with many templates', async () => {
    for (let n = 0; n < 230; n++)
      world.meta.templates.add({
        name: `other_${n}`,
        language: 'en',
        components: [{ type: 'BODY', text: 'x' }],
      });
    await approveTemplates(world);
    expect(counted((await sync(false)).lines)).toEqual({ none: EVERY.length });
  });

  test('stops when Meta wants a pause, and the next run goes on from there', async () => {
    let calls = 0;
    server.use(
      http.post(account(), () => {
        calls++;
        if (calls <= 5) return undefined;
        const error = { code: 80007, message: '(#80007) There have been too many calls from this account.' };
        return HttpResponse.json({ error }, { status: 400 });
      }),
    );
    const first = await sync();
    expect(first.stopped).toContain('too many calls');
    expect(calls).toBe(6);
    expect(counted(first.lines)).toEqual({ 'create done': 5, 'create refused': 1, create: EVERY.length - 6 });
    expect(await known('attendance_confirmation')).toMatchObject({ status: 'pending' });
    calls = -1000;
    const second = await sync();
    expect(counted(second.lines)).toEqual({ none: 5, 'create done': EVERY.length - 5 });
  });

  test.each([
    ['the token is no good', { code: 190, message: 'Error validating access token' }, 401, 'access token'],
    [
      'the account is not ours',
      { code: 100, error_subcode: 33, message: 'Object does not exist' },
      400,
      'does not exist',
    ],
    ['a gateway answers', null, 502, '502'],
  ])('when %s it says so and touches nothing', async (_why, error, status, words) => {
    await approveTemplates(world);
    server.use(http.get(account(), () => HttpResponse.json(error ? { error } : 'Bad gateway', { status })));
    expect(await sync()).toEqual({ applied: false, lines: [], stopped: expect.stringContaining(words) });
    expect(await known('absence_alert')).toMatchObject({ status: 'approved' });
  });

  test('when Meta does not answer in the middle, what is done is known and the rest comes next time', async () => {
    let calls = 0;
    server.use(http.post(account(), () => (++calls === 3 ? HttpResponse.error() : undefined)));
    const first = await sync();
    expect(first.stopped).toMatch(/no answer/);
    expect(counted(first.lines)).toEqual({ 'create done': 2, 'create refused': 1, create: EVERY.length - 3 });
    expect(counted((await sync()).lines)['create done']).toBe(EVERY.length - 2);
  });

  test('one that Meta has lost is not taken for approved any more', async () => {
    await approveTemplates(world);
    await approveTemplates(world);
    world.meta.reset();
    await sync(true);
    expect(await known('absence_alert')).toMatchObject({ status: 'pending' });
  });
});
