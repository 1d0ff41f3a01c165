import type { ChatMessage } from '../chats.js';
import type { SimulatorState } from '../control-state.js';
import type { SimulatorEvent } from '../events.js';
import type { FaultSetting } from '../faults.js';
import type { Person } from '../people.js';
import type { SimulatorClient } from './client.js';
import { choices, clean, failed, shown, style } from './show.js';

const HELP = `Type to write. /1 … /9 taps a button or a row of the last message. /who changes who you are,
/json shows the last message as Meta sees it, /clock +10m | +1h | +1d | 2026-11-24T18:05 moves the clock,
/fault shows the faults, /fault rate_limited 2 | slow on 500 | slow off sets one, /quit ends.`;

/** A chat in the terminal: takes lines, prints what the school says. */
export class Chat {
  #state: SimulatorState;
  #me: Person | null = null;
  #choosing = true;
  #last: Promise<unknown> = Promise.resolve();
  readonly #told = new Set<string>();
  readonly #client: SimulatorClient;
  readonly #print: (text: string) => void;

  constructor(client: SimulatorClient, state: SimulatorState, print: (text: string) => void) {
    this.#client = client;
    this.#state = state;
    this.#print = print;
  }

  welcome(): void {
    this.#print(
      `${style.bold(this.#state.school.name)}. Who are you? A number from the list, or a phone number.`,
    );
    this.#print(
      choices(this.#state)
        .map(({ line }, index) => `  ${style.green(String(index + 1).padStart(2))} ${line}`)
        .join('\n'),
    );
  }

  /** Lines are done one after the other. @returns false when the chat is over */
  onLine(line: string): Promise<boolean> {
    const done = this.#last.then(() => this.#do(line));
    this.#last = done;
    return done;
  }

  async #do(line: string): Promise<boolean> {
    const text = line.trim();
    if (text === '/quit' || text === '/exit') return false;
    try {
      await this.#act(text);
    } catch (error) {
      this.#print(style.red(error instanceof Error ? error.message : String(error)));
    }
    return true;
  }

  onEvent({ kind, data }: SimulatorEvent): void {
    if (kind !== 'message') return;
    const message = data as unknown as ChatMessage;
    this.#keep(message);
    if (message.person !== this.#me?.id || message.direction !== 'out') return;
    if (!this.#told.has(message.id)) this.#print(shown(message, this.#state.school.name));
    this.#told.add(message.id);
    if (message.ticks === 'failed' && !this.#told.has(`failed ${message.id}`)) {
      this.#told.add(`failed ${message.id}`);
      this.#print(failed(message));
    }
    if (message.ticks === 'delivered')
      void this.#client.post('read', { who: message.person }).catch(() => undefined);
  }

  async #act(text: string): Promise<void> {
    if (text === '') return;
    const [command = '', ...words] = text.split(/\s+/);
    const tap = /^\/([1-9]\d?)$/.exec(command);
    if (command === '/help') this.#print(HELP);
    else if (command === '/who') await this.#ask();
    else if (command === '/clock') await this.#clock(words.join(' '));
    else if (command === '/fault') await this.#fault(words);
    else if (command === '/json') this.#json();
    else if (this.#choosing || !this.#me) await this.#become(text);
    else if (tap) await this.#client.post('tap', { who: this.#me.id, option: Number(tap[1]) });
    else if (command.startsWith('/')) this.#print(HELP);
    else await this.#client.post('send', { who: this.#me.id, content: { type: 'text', body: text } });
  }

  async #ask(): Promise<void> {
    this.#state = await this.#client.state();
    this.#choosing = true;
    this.welcome();
  }

  async #become(text: string): Promise<void> {
    const chosen = /^\d{1,3}$/.test(text) ? choices(this.#state)[Number(text) - 1]?.who : text;
    const known = this.#state.people.find((one) => one.id === chosen);
    const digits = (chosen ?? '').replace(/\D/g, '');
    if (!known && digits.length < 7)
      throw new Error('That is nobody. Type a number from the list or a phone number.');
    const details = known
      ? {
          ...(known.phone ? { phone: `+${known.phone}` } : {}),
          ...(known.userId ? { userId: known.userId } : {}),
        }
      : { phone: chosen };
    this.#me = (await this.#client.post('people', details)) as Person;
    this.#choosing = false;
    this.#print(`You are ${style.bold(clean(this.#me.name))}. Type to write; /help shows the rest.`);
    for (const message of this.#mine().slice(-6)) {
      const mine = message.direction === 'in';
      this.#print(
        mine
          ? style.dim(clean(`You: ${message.view.body || message.view.kind}`))
          : shown(message, this.#state.school.name),
      );
      this.#told.add(message.id);
    }
  }

  async #clock(to: string): Promise<void> {
    if (to === '') this.#state = await this.#client.state();
    else this.#state.now = ((await this.#client.post('clock', { to })) as { now: string }).now;
    const { timeZone } = this.#state.school;
    this.#print(
      new Date(this.#state.now).toLocaleString('en-IN', { timeZone, dateStyle: 'full', timeStyle: 'short' }),
    );
  }

  async #fault([name, how = 'on', value]: string[]): Promise<void> {
    if (name === undefined) {
      this.#state = await this.#client.state();
      const line = (kind: SimulatorState['faultKinds'][number]): string => {
        const active = this.#state.faults[kind.name];
        const state = active ? style.red(active.times === null ? 'on' : `next ${active.times}`) : 'off';
        return `  ${kind.name} ${state} ${style.dim(kind.about)}`;
      };
      this.#print(this.#state.faultKinds.map(line).join('\n'));
      return;
    }
    const times = /^\d+$/.test(how) ? Number(how) : null;
    const setting: FaultSetting =
      how === 'off' ? false : { times, ...(value ? { value: Number(value) } : {}) };
    await this.#client.post('faults', { [name]: setting });
    this.#print(`${name} is ${how === 'off' ? 'off' : times === null ? 'on' : `on for the next ${times}`}.`);
  }

  #json(): void {
    const last = this.#mine().at(-1);
    this.#print(last ? JSON.stringify(last.json, null, 2) : 'Nothing was said yet.');
  }

  #mine(): ChatMessage[] {
    return this.#state.messages.filter((message) => message.person === this.#me?.id);
  }

  #keep(message: ChatMessage): void {
    const at = this.#state.messages.findIndex((one) => one.id === message.id);
    if (at === -1) this.#state.messages.push(message);
    else this.#state.messages[at] = message;
  }
}
