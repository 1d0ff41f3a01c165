export type Reply = string | number | null;

/** An error of Redis itself; its message begins with its kind, as in 'ERR syntax error'. */
export class RedisError extends Error {}

/** Something that runs Redis commands: the store in memory, or a real server. */
export interface RedisCommands {
  /** @throws RedisError */
  run(command: readonly string[]): Promise<Reply>;
  /** Runs all with nothing in between. One that fails does not undo the others. @throws RedisError when none could run. */
  transaction(commands: readonly (readonly string[])[]): Promise<(Reply | RedisError)[]>;
  close(): Promise<void>;
}
