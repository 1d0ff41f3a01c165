import { http, passthrough } from 'msw';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Handler, type Served, serveFetch } from '../../dev/serve.js';
import { server } from '../support/network.js';

const served: Served[] = [];
beforeEach(() => server.use(http.all(/^http:\/\/127\.0\.0\.1:\d+\//, () => passthrough())));
afterEach(async () => {
  for (const one of served.splice(0)) await one.close();
});

async function serve(handler: Handler): Promise<string> {
  const one = await serveFetch(handler);
  served.push(one);
  return one.url;
}

test('a request comes in as it was sent, to the byte, and so does its answer', async () => {
  const url = await serve(async (request) => {
    const { pathname, search } = new URL(request.url);
    const body = Buffer.from(await request.arrayBuffer()).toString('hex');
    const heads = [request.headers.get('x-one'), request.method, pathname + search, body];
    return new Response(heads.join(' '), { status: 201, headers: { 'x-two': '2' } });
  });
  const body = new Uint8Array([0, 255, 10, 13]);
  const response = await fetch(`${url}/a/%2B91?b=c`, { method: 'POST', body, headers: { 'x-one': '1' } });
  expect([response.status, response.headers.get('x-two')]).toEqual([201, '2']);
  expect(await response.text()).toBe('1 POST /a/%2B91?b=c 00ff0a0d');
});

test('an error in place of an answer breaks the connection', async () => {
  const url = await serve(async () => Response.error());
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});

test('what is told bit by bit arrives bit by bit, and ends when nobody listens any more', async () => {
  let stopped: () => void = () => undefined;
  const stop = new Promise<void>((resolve) => {
    stopped = resolve;
  });
  const url = await serve(async () => {
    const start = (controller: ReadableStreamDefaultController) =>
      controller.enqueue(new TextEncoder().encode('first'));
    return new Response(new ReadableStream({ start, cancel: () => stopped() }));
  });
  const reader = new AbortController();
  const response = await fetch(url, { signal: reader.signal });
  const { value } = (await response.body?.getReader().read()) ?? {};
  expect(new TextDecoder().decode(value)).toBe('first');
  reader.abort();
  await stop;
});
