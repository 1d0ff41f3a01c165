import { describe, expect, it } from 'vitest';
import { readTime } from '../../dev/simulator/times.js';
import { ASHA, listeningSchool, sentId, textTo } from './school.js';

const LOCAL = 'http://127.0.0.1:3000';

function page(options: Parameters<typeof listeningSchool>[0] = {}) {
  const school = listeningSchool(options);
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const response = await school.simulator.handle(new Request(`${LOCAL}${path}`, init));
    if (!response) throw new Error(`Nobody answers ${path}`);
    return response;
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(`/simulator/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return { ...school, ask, post };
}

describe('who may use the page', () => {
  it.each([
    ['another host', 'http://school.example/simulator', {}],
    ['a name that leads here', `${LOCAL}/simulator/api/state`, { host: 'evil.example:3000' }],
    ['another site', `${LOCAL}/simulator/api/state`, { origin: 'https://evil.example' }],
    ['another port', `${LOCAL}/simulator/api/state`, { origin: 'http://127.0.0.1:9999' }],
    ['a page that shows it inside', `${LOCAL}/simulator/api/state`, { 'sec-fetch-site': 'cross-site' }],
    ['a sibling', `${LOCAL}/simulator/api/state`, { 'sec-fetch-site': 'same-site' }],
    ['a sandboxed page', `${LOCAL}/simulator/api/state`, { origin: 'null' }],
  ])('not %s', async (_, address, headers) => {
    const { simulator } = listeningSchool();
    const response = await simulator.handle(new Request(address, { headers }));
    expect(response?.status).toBe(403);
  });

  it('not a form of another site, which cannot send JSON', async () => {
    const { ask, received } = page();
    const body = JSON.stringify({ who: ASHA, content: { type: 'text', body: 'stop' } });
    const response = await ask('/simulator/api/send', {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body,
    });
    expect(response.status).toBe(403);
    expect(received).toEqual([]);
  });

  it('the page itself, a terminal, and somebody who follows a link to it', async () => {
    const { ask } = page();
    const own = { host: '127.0.0.1:3000', origin: LOCAL, 'sec-fetch-site': 'same-origin' };
    expect((await ask('/simulator/api/state', { headers: own })).status).toBe(200);
    expect((await ask('/simulator/api/state')).status).toBe(200);
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await ask('/simulator', { headers: link })).status).toBe(200);
    expect((await ask('/simulator/api/state', { headers: link })).status).toBe(403);
  });

  it('is told to browsers with every file, and no file outside is given', async () => {
    const { ask } = page();
    const index = await ask('/simulator');
    expect(index.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(index.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect((await ask('/simulator/main.js')).headers.get('content-type')).toContain('javascript');
    for (const path of ['/simulator/..%2fsimulator.ts', '/simulator/format.d.ts', '/simulator/nothing.js']) {
      expect((await ask(path)).status).toBe(404);
    }
  });
});

describe('what the page can do', () => {
  it('introduces somebody, writes as them, and sees it all in the state', async () => {
    const people = async () => [{ name: 'Asha Rao', phone: '90000 00100', role: 'family', note: 'Meera' }];
    const { post, ask, messages } = page({ people });
    await post('send', { who: ASHA, content: { type: 'text', body: 'Hello' } });
    expect(messages()[0]).toMatchObject({ type: 'text', text: { body: 'Hello' } });
    const state = (await (await ask('/simulator/api/state')).json()) as Record<string, unknown>;
    expect(state).toMatchObject({
      directory: [{ phone: '919000000100' }],
      people: [{ name: 'Asha Rao', role: 'family' }],
      messages: [{ view: { body: 'Hello' }, ticks: 'delivered' }],
      clockMoves: false,
    });
  });

  it('shows a number once, whoever in the school it belongs to', async () => {
    const people = async () => [
      { name: 'Vivek Gupta', phone: ASHA, role: 'parent', note: 'family of Ananya' },
      { name: 'Vivek Gupta', phone: '90000 00100', role: 'parent', note: 'family of Arjun' },
      { name: 'Arjun Gupta', phone: '919000000100', role: 'student', note: '' },
    ];
    const { ask } = page({ people });
    const { directory } = (await (await ask('/simulator/api/state')).json()) as { directory: unknown };
    const note = 'family of Ananya; family of Arjun; Arjun Gupta, student';
    expect(directory).toEqual([{ name: 'Vivek Gupta', phone: '919000000100', role: 'parent', note }]);
  });

  it('sends a file and shows it in a sandbox', async () => {
    const { post, ask, messages } = page();
    const data = Buffer.from('<script>1</script>').toString('base64');
    await post('send', {
      who: ASHA,
      content: { type: 'document', data, mimeType: 'text/html', filename: 'a.html' },
    });
    const { id } = messages()[0]?.document as { id: string };
    const file = await ask(`/simulator/api/media/${id}`);
    expect(await file.text()).toBe('<script>1</script>');
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('says plainly what is wrong', async () => {
    const { post } = page();
    const wrong = async (path: string, body: unknown): Promise<string> => {
      const response = await post(path, body);
      expect(response.status).toBe(400);
      return ((await response.json()) as { error: { message: string } }).error.message;
    };
    expect(await wrong('tap', { who: ASHA, option: 'Yes' })).toContain('nothing to tap called "Yes"');
    expect(await wrong('faults', { earthquake: true })).toContain('earthquake');
    expect(await wrong('clock', { to: '+1h' })).toContain('cannot be moved');
    expect(await wrong('send', { who: ASHA, content: { type: 'telegram' } })).toContain('type');
  });

  it('moves the clock, and what was due then comes', async () => {
    let moved: string | number = 0;
    const school = page({
      moveClock: (to) => {
        moved = to;
      },
    });
    expect((await school.post('clock', { to: '2026-11-25T09:00' })).status).toBe(200);
    expect(moved).toBe('2026-11-25T03:30:00.000Z');
    await school.post('clock', { to: '+1d' });
    expect(moved).toBe('2026-11-25T12:35:00.000Z');
    expect((await school.post('clock', { to: 'soon' })).status).toBe(400);
  });

  it('switches faults, shows what is left of them, and forgets everything', async () => {
    const { post, ask, send, simulator } = page();
    await post('faults', { server_error: 2, slow: { value: 1, times: null } });
    await send(textTo());
    const left = async () =>
      ((await (await ask('/simulator/api/state')).json()) as { faults: unknown }).faults;
    expect(await left()).toEqual({
      server_error: { times: 1, value: 0 },
      slow: { times: null, value: 1 },
    });
    await post('reset', {});
    expect(await left()).toEqual({});
    expect(simulator.chat(ASHA)).toEqual([]);
  });
});

describe('the events', () => {
  it('come as a stream, from where the page left off', async () => {
    const { ask, simulator } = page();
    await simulator.userSends(ASHA, 'one');
    const response = await ask('/simulator/api/events?after=0', { headers: { accept: 'text/event-stream' } });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const reader = response.body?.getReader();
    let text = '';
    const until = async (wanted: string): Promise<void> => {
      while (!text.includes(wanted)) text += new TextDecoder().decode((await reader?.read())?.value);
    };
    await until('one');
    await simulator.userSends(ASHA, 'two');
    await until('two');
    await reader?.cancel();
    await simulator.userSends(ASHA, 'three');
    expect(text).toMatch(/id: \d+\ndata: \{/);
  });

  it('can be asked for instead, and say when too much was missed', async () => {
    const { ask, send, simulator } = page();
    await simulator.userSends(ASHA, 'one');
    const id = await sentId(await send(textTo()));
    const since = async (seq: number) =>
      (await (await ask(`/simulator/api/events?after=${seq}`)).json()) as {
        seq: number;
        events: { kind: string; data: { id?: string } | null }[];
      };
    const first = await since(0);
    expect(first.events.some((event) => event.kind === 'message' && event.data?.id === id)).toBe(true);
    expect((await since(first.seq)).events).toEqual([]);
    expect((await since(99_999)).events.map((event) => event.kind)).toEqual(['reset']);
  });
});

describe('times that people type', () => {
  const now = new Date('2026-11-24T12:35:00Z');
  it.each([
    ['+10m', 'Asia/Kolkata', '2026-11-24T12:45:00.000Z'],
    ['-1h', 'Asia/Kolkata', '2026-11-24T11:35:00.000Z'],
    ['2026-11-25', 'Asia/Kolkata', '2026-11-24T18:30:00.000Z'],
    ['2026-11-25 09:00', 'Asia/Kolkata', '2026-11-25T03:30:00.000Z'],
    ['2026-07-01T09:00', 'Europe/London', '2026-07-01T08:00:00.000Z'],
    ['2026-11-25T09:00:00+01:00', 'Asia/Kolkata', '2026-11-25T08:00:00.000Z'],
  ])('%s in %s', (text, zone, expected) => {
    expect(readTime(text, now, zone).toISOString()).toBe(expected);
  });
});
