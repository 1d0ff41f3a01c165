import { afterAll, beforeAll, expect, test } from 'vitest';
import { aiUsage } from '../../db/schema/bot.js';
import { TODAY } from '../support/database.js';
import { server } from '../support/network.js';
import { type Deployment, deliver } from './support/deployment.js';
import { MARKED, RAHUL, SAYS } from './support/marking.js';
import type { Rule } from './support/network.js';
import { isQuiet, until } from './support/patience.js';
import { type Places, openPlaces } from './support/places.js';
import { effects, mail, unanswered } from './support/tables.js';
import { always, gatewayPage, instead, refuses, slowly } from './support/troubles.js';

/** Nothing in it that a plain rule is certain of. */
const PUZZLING = 'could you kindly sort out the thing for my lot';

/** Five seconds for the model, and what a busy machine adds, in milliseconds. */
const WAITS_AT_MOST = 10_000;

let places: Places;

beforeAll(async () => {
  // Here the bot has a network of its own.
  server.close();
  places = await openPlaces(3, { env: { OPENAI_API_KEY: 'a-key-of-the-tests' } });
});
afterAll(() => places.close());

test('whatever is wrong at the model, people are answered, and nothing is written before a Yes', async () => {
  const right = { asked: true, inTime: true, before: [NOTHING, NOTHING], after: MARKED.marks, unanswered: 0 };
  const outcomes = await places.each(Object.entries(AT_MODEL), async ({ school }, [name, make]) => {
    return [name, await marksAfterAPuzzle(school, make())] as const;
  });
  const all = Object.keys(AT_MODEL).map((name) => [name, right]);
  expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(all));
});

const NOTHING = '0 of 0 present 0';

const AT_MODEL: Record<string, () => ReturnType<typeof refuses>> = {
  'nobody listens': () => refuses('model'),
  'it takes longer than anybody waits': () => always('model', slowly(12_000)),
  'a gateway’s page': () => always('model', instead(gatewayPage)),
  'too many requests': () =>
    always(
      'model',
      instead(() => Response.json({ error: {} }, { status: 429 })),
    ),
  'something that is no answer': () =>
    always(
      'model',
      instead(() => new Response('yes')),
    ),
  'an answer that is no JSON': () => always('model', says('I would be glad to help!')),
  'an answer of another shape': () => always('model', says('{"intent":"drop_tables","sure":"very"}')),
  'an answer that marks everybody present': () => always('model', says(EVERYBODY)),
};

const EVERYBODY = JSON.stringify({
  intent: 'mark_attendance',
  sure: true,
  language: 'en',
  words: [
    { key: 'all_present', value: 'true' },
    { key: 'instrument', value: 'Guitar' },
    { key: 'message', value: 'Yes' },
  ],
});

/** The model's answer in the shape of its API. */
function says(text: string): Rule {
  const content = [{ type: 'output_text', text, annotations: [] }];
  const output = [{ type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content }];
  const usage = { input_tokens: 500, output_tokens: 40, total_tokens: 540 };
  return instead(() =>
    Response.json({ id: 'resp_1', object: 'response', status: 'completed', output, usage }),
  );
}

let asked = 0;

/** Rahul writes something puzzling, and then marks his class. A process of its own: it remembers a model that failed. */
async function marksAfterAPuzzle(school: Deployment, trouble: ReturnType<typeof refuses>) {
  const { meta, network, database } = school;
  const instance = await school.start(`asking-${++asked}`);
  school.route = (request) => deliver(instance, request);
  await trouble.begin(network);
  const before: string[] = [];
  const began = Date.now();
  await meta.userSends(RAHUL, PUZZLING);
  await until(() => meta.outbox.of(RAHUL).length > 0);
  const inTime = Date.now() - began < WAITS_AT_MOST;
  await until(() => isQuiet(school, 1));
  before.push((await effects(database.db, TODAY)).marks);
  await meta.userSends(RAHUL, 'cancel');
  await until(() => isQuiet(school, 2));
  await meta.userSends(RAHUL, SAYS);
  await until(() => isQuiet(school, 3));
  before.push((await effects(database.db, TODAY)).marks);
  await meta.userTaps(RAHUL, 'Yes');
  await until(() => isQuiet(school, 4));
  await trouble.end(network);
  await instance.stop();
  return {
    asked: (await database.db.select().from(aiUsage)).length > 0,
    inTime,
    before,
    after: (await effects(database.db, TODAY)).marks,
    unanswered: unanswered(await mail(database.db)).length,
  };
}
