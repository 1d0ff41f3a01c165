import { http } from 'msw';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Chat } from '../../dev/simulator/terminal/chat.js';
import { SimulatorClient } from '../../dev/simulator/terminal/client.js';
import { server } from '../support/network.js';
import { ASHA, listeningSchool } from './school.js';

const LOCAL = 'http://127.0.0.1:3000';

async function terminal() {
  const school = listeningSchool({
    people: async () => [
      { name: 'Asha\u001b[2J', phone: ASHA, role: 'family', note: 'Meera' },
      { name: 'Office', phone: '+919000000006', role: 'admin', note: '' },
    ],
    moveClock: () => undefined,
    ladder: { sentMs: 0, deliveredMs: 0 },
  });
  server.use(
    http.all(`${LOCAL}/*`, async ({ request }) => (await school.simulator.handle(request)) ?? undefined),
  );
  const client = new SimulatorClient(`${LOCAL}/simulator/api/`);
  const lines: string[] = [];
  const chat = new Chat(client, await client.state(), (text) => lines.push(text));
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  school.simulator.events.subscribe((event) => chat.onEvent(event));
  return { ...school, chat, lines, says: (line: string) => chat.onLine(line) };
}

describe('the chat in the terminal', () => {
  it('offers the people of the school by number, and no name of theirs moves the cursor', async () => {
    const { chat, lines } = await terminal();
    chat.welcome();
    expect(lines.join('\n')).toContain('Office');
    expect(lines.join('\n')).not.toContain('\u001b[2J');
  });

  it('writes, shows the answer with numbered buttons, and taps one', async () => {
    const { says, lines, messages, send } = await terminal();
    await says('1');
    await says('Mark attendance');
    expect(messages()[0]).toMatchObject({ from: '919000000100', text: { body: 'Mark attendance' } });
    const buttons = ['Yes', 'Change'].map((title) => ({ type: 'reply', reply: { id: title, title } }));
    const interactive = { type: 'button', body: { text: '*Right?*' }, action: { buttons } };
    await send({ messaging_product: 'whatsapp', to: ASHA, type: 'interactive', interactive });
    expect(lines.join('\n')).toMatch(/Right\?.*\/1.*Yes.*\/2.*Change/s);
    await says('/2');
    expect(messages()[1]).toMatchObject({ interactive: { button_reply: { id: 'Change' } } });
    await says('/7');
    expect(lines.at(-1)).toContain('nothing to tap');
  });

  it('becomes anybody, shows JSON, moves the clock, sets faults and ends', async () => {
    const { says, lines, messages, simulator } = await terminal();
    await says('+91 90000 00123');
    await says('hi');
    expect(messages()[0]?.from).toBe('919000000123');
    await says('/json');
    expect(lines.at(-1)).toContain('"body": "hi"');
    await says('/clock +1h');
    expect(lines.at(-1)).toContain('2026');
    await says('/fault rate_limited 2');
    expect(lines.at(-1)).toContain('on for the next 2');
    await says('/fault');
    expect(lines.at(-1)).toContain('rate_limited');
    expect(await says('/nonsense')).toBe(true);
    expect(lines.at(-1)).toContain('/quit');
    expect(await says('/quit')).toBe(false);
    simulator.reset();
  });

  it('says why a message did not arrive', async () => {
    const { says, lines, send, simulator } = await terminal();
    await says('1');
    await send({ messaging_product: 'whatsapp', to: ASHA, type: 'text', text: { body: 'late' } });
    await simulator.settle();
    expect(lines.at(-1)).toContain('131047');
  });
});
