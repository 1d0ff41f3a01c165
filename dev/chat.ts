import { createInterface } from 'node:readline/promises';
import { Chat } from './simulator/terminal/chat.js';
import { SimulatorClient, unreachable } from './simulator/terminal/client.js';

const port = process.env.PORT ?? '3000';
const client = new SimulatorClient(`http://127.0.0.1:${port}/simulator/api/`);

const state = await client.state().catch(() => null);
if (!state) {
  console.error(unreachable(port));
  process.exit(1);
}

const input = createInterface({ input: process.stdin, output: process.stdout, prompt: '' });
const chat = new Chat(client, state, (text) => {
  // What arrives while somebody types stands above their line.
  process.stdout.write(`\r\u001b[K${text}\n`);
  input.prompt(true);
});
const stop = new AbortController();
client.follow(state.seq, (event) => chat.onEvent(event), stop.signal);
chat.welcome();
input.on('line', (line) => {
  chat.onLine(line).then((goesOn) => {
    if (goesOn) input.prompt();
    else input.close();
  }, console.error);
});
input.on('close', () => {
  stop.abort();
  // The stream of events would keep the process alive.
  setTimeout(() => process.exit(0), 300);
});
