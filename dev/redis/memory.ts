import { type RedisCommands, RedisError, type Reply } from './commands.js';

interface Entry {
  value: string;
  /** Milliseconds since 1970; Infinity for a value that stays. */
  until: number;
}

interface Store {
  /** The value, unless its time has come. */
  read(key: string): Entry | undefined;
  write(key: string, entry: Entry): void;
  remove(key: string): boolean;
  /** Milliseconds since 1970. */
  now(): number;
}

/** The few commands of Redis that the bot uses, in memory, with a clock that the caller moves. */
export function memoryRedis(clock: { now(): Date } = { now: () => new Date() }): RedisCommands {
  const entries = new Map<string, Entry>();
  const now = () => clock.now().getTime();
  const read = (key: string) => {
    const entry = entries.get(key);
    return entry && entry.until > now() ? entry : undefined;
  };
  const store: Store = {
    read,
    now,
    write: (key, entry) => void entries.set(key, entry),
    remove: (key) => read(key) !== undefined && entries.delete(key),
  };
  return {
    run: async (command) => prepare(command)(store),
    transaction: async (commands) => runAll(commands, store),
    close: async () => entries.clear(),
  };
}

function runAll(commands: readonly (readonly string[])[], store: Store): (Reply | RedisError)[] {
  const prepared = commands.map((command) => {
    try {
      return prepare(command);
    } catch {
      throw new RedisError('EXECABORT Transaction discarded because of previous errors.');
    }
  });
  return prepared.map((execute) => {
    try {
      return execute(store);
    } catch (error) {
      if (error instanceof RedisError) return error;
      throw error;
    }
  });
}

type Command = (store: Store, args: readonly string[]) => Reply;

const COMMANDS: Readonly<Record<string, { arity: (n: number) => boolean; execute: Command }>> = {
  get: { arity: (n) => n === 1, execute: (store, [key = '']) => store.read(key)?.value ?? null },
  set: { arity: (n) => n >= 2, execute: set },
  incrby: { arity: (n) => n === 2, execute: incrementBy },
  expire: { arity: (n) => n === 2, execute: expire },
  del: { arity: (n) => n >= 1, execute: (store, keys) => keys.filter((key) => store.remove(key)).length },
};

/** Checks the name and the number of arguments, as Redis does before it queues a command. */
function prepare([name = '', ...args]: readonly string[]): (store: Store) => Reply {
  const command = COMMANDS[name.toLowerCase()];
  if (!command) {
    const beginning = args.map((arg) => `'${arg}' `).join('');
    throw new RedisError(`ERR unknown command '${name}', with args beginning with: ${beginning}`);
  }
  if (!command.arity(args.length)) {
    throw new RedisError(`ERR wrong number of arguments for '${name.toLowerCase()}' command`);
  }
  return (store) => command.execute(store, args);
}

function set(store: Store, [key = '', value = '', option, seconds, ...more]: readonly string[]): Reply {
  if (option === undefined) {
    store.write(key, { value, until: Number.POSITIVE_INFINITY });
    return 'OK';
  }
  if (option.toLowerCase() !== 'ex' || seconds === undefined || more.length > 0) {
    throw new RedisError('ERR syntax error');
  }
  const lifetime = integer(seconds);
  if (lifetime <= 0) throw new RedisError("ERR invalid expire time in 'set' command");
  store.write(key, { value, until: store.now() + lifetime * 1000 });
  return 'OK';
}

function incrementBy(store: Store, [key = '', by = '']: readonly string[]): Reply {
  const step = integer(by);
  const entry = store.read(key) ?? { value: '0', until: Number.POSITIVE_INFINITY };
  const sum = integer(entry.value) + step;
  store.write(key, { ...entry, value: String(sum) });
  return sum;
}

function expire(store: Store, [key = '', seconds = '']: readonly string[]): Reply {
  const lifetime = integer(seconds);
  const entry = store.read(key);
  if (!entry) return 0;
  store.write(key, { ...entry, until: store.now() + lifetime * 1000 });
  return 1;
}

function integer(text: string): number {
  if (!/^(0|-?[1-9]\d{0,15})$/.test(text))
    throw new RedisError('ERR value is not an integer or out of range');
  return Number(text);
}
