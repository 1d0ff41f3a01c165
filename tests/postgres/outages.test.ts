import { afterAll, beforeAll, expect, test } from 'vitest';
import { server } from '../support/network.js';
import { MARKED, type Marked, type Trouble, markIn } from './support/marking.js';
import { type Rule, refusedByMeta } from './support/network.js';
import { type Places, openPlaces } from './support/places.js';
import { afterwards, always, atFirst, gatewayPage, instead, refuses, slowly } from './support/troubles.js';

let places: Places;

beforeAll(async () => {
  // Here the bot has a network of its own.
  server.close();
  places = await openPlaces(3);
});
afterAll(() => places.close());

test('whatever is wrong at Meta, everybody is answered, and what is doubled is counted', async () => {
  expect(await tried(atMeta)).toEqual({
    'nobody listens': 'answered',
    'every call takes two seconds': 'answered',
    'every message has the same id': 'answered',
    'a limit was met': 'answered',
    // It arrived, and nobody could know: both replies are seen twice, and both are counted.
    'yes, but without an id': 'answered, 2 doubled, 2 counted',
    'the line breaks after it arrived': 'answered, 2 doubled, 2 counted',
    'a gateway’s page after it arrived': 'answered, 2 doubled, 2 counted',
    'an error of Meta’s own after it arrived': 'answered, 2 doubled, 2 counted',
    'not available, after it arrived': 'answered, 2 doubled, 2 counted',
    // It did not arrive, which nobody could know either.
    'yes without an id, and nothing arrived': 'answered, 0 doubled, 2 counted',
    'a gateway’s page, and nothing arrived': 'answered, 0 doubled, 2 counted',
    'an error of Meta’s own, and nothing arrived': 'answered, 0 doubled, 2 counted',
  });
});

const atMeta: Record<string, () => Trouble> = {
  'nobody listens': () => refuses('graph'),
  'every call takes two seconds': () => always('graph', slowly(2000)),
  'every message has the same id': () => always('graph', sameId),
  'a limit was met': () => atFirst(instead(() => refusedByMeta(131056))),
  'yes, but without an id': () => atFirst(afterwards(noId)),
  'the line breaks after it arrived': () => atFirst(afterwards(() => Response.error())),
  'a gateway’s page after it arrived': () => atFirst(afterwards(gatewayPage)),
  'an error of Meta’s own after it arrived': () => atFirst(afterwards(() => refusedByMeta(131000, 500))),
  'not available, after it arrived': () => atFirst(afterwards(() => refusedByMeta(2, 503))),
  'yes without an id, and nothing arrived': () => atFirst(instead(noId)),
  'a gateway’s page, and nothing arrived': () => atFirst(instead(gatewayPage)),
  'an error of Meta’s own, and nothing arrived': () => atFirst(instead(() => refusedByMeta(131000, 500))),
};

test('whatever is wrong at Upstash, nobody notices', async () => {
  const answered = Object.fromEntries(Object.keys(atUpstash).map((name) => [name, 'answered']));
  expect(await tried(atUpstash)).toEqual(answered);
});

const atUpstash: Record<string, () => Trouble> = {
  'nobody listens': () => refuses('upstash'),
  'every call takes two seconds': () => always('upstash', slowly(2000)),
  'a gateway’s page': () => always('upstash', instead(gatewayPage)),
  'an error of its own': () =>
    always(
      'upstash',
      instead(() => Response.json({ error: 'ERR' }, { status: 500 })),
    ),
  'something that is no session': () =>
    always(
      'upstash',
      instead(() => session('{"v":1}')),
    ),
  'something that is no JSON': () =>
    always(
      'upstash',
      instead(() => session('<>')),
    ),
  'nothing, whatever was kept': () =>
    always(
      'upstash',
      instead(() => Response.json([{ result: null }])),
    ),
  'what it was first told, for ever': () => always('upstash', firstKept()),
  'what belongs to somebody else': () => always('upstash', ofSomebodyElse),
};

/** Every trouble by its name, and what came of the class that was marked in it. */
async function tried(troubles: Record<string, () => Trouble>): Promise<Record<string, unknown>> {
  const outcomes = await places.each(Object.entries(troubles), async ({ school, instance }, [name, make]) => {
    return [name, verdict(await markIn(school, instance, make()))] as const;
  });
  return Object.fromEntries(outcomes);
}

/** In words where all is well, else everything that is known. */
function verdict(m: Marked): string | Marked {
  const right = JSON.stringify(m.effects) === JSON.stringify(MARKED);
  const known = m.doubled.every(({ seen, known }) => known === seen - 1);
  if (!right || !known || m.unanswered > 0 || m.sorry > 0) return m;
  return m.counted === 0 ? 'answered' : `answered, ${m.doubled.length} doubled, ${m.counted} counted`;
}

function noId(): Response {
  return Response.json({ messaging_product: 'whatsapp' });
}

const sameId: Rule = async (_call, pass) => {
  const answer = await (await pass()).json();
  const messages = answer.messages ? { messages: [{ id: 'wamid.THE-SAME' }] } : {};
  return Response.json({ ...answer, ...messages });
};

function session(text: string): Response {
  return Response.json([{ result: Buffer.from(text).toString('base64') }]);
}

function firstKept(): Rule {
  let first: string | null = null;
  return async (call, pass) => {
    const answer = await (await pass()).text();
    if (call.what === 'get' && !answer.includes('null')) first ??= answer;
    return new Response(call.what === 'get' ? (first ?? answer) : answer);
  };
}

const ofSomebodyElse: Rule = async (_call, pass) => {
  const [{ result }] = (await (await pass()).json()) as [{ result: string | null }];
  const kept = Buffer.from(result ?? '', 'base64').toString();
  const other = kept.replace(/"personId":"[^"]*"/, '"personId":"00000000-0000-4000-8000-000000000000"');
  return kept.startsWith('{') ? session(other) : Response.json([{ result }]);
};
