import { type Socket, connect } from 'node:net';
import { type RedisCommands, RedisError, type Reply } from './commands.js';
import { type Parsed, parseReply } from './resp.js';

interface Waiting {
  resolve(reply: Parsed): void;
  reject(error: Error): void;
}

/** A real Redis server at `redis://host:port`, over one connection. */
export async function redisServer(url: string): Promise<RedisCommands> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port || 6379), hostname);
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  const send = conversation(socket);
  return {
    run: async (command) => {
      const reply = single((await send([command]))[0]);
      if (reply instanceof RedisError) throw reply;
      return reply;
    },
    transaction: async (commands) => {
      const replies = await send([['MULTI'], ...commands, ['EXEC']]);
      const results = replies.at(-1);
      if (results instanceof RedisError) throw results;
      return Array.isArray(results) ? results.map(single) : [];
    },
    close: async () => void socket.destroy(),
  };
}

/** Written together, answered in order: nobody else's command comes in between. */
function conversation(socket: Socket) {
  const waiting: Waiting[] = [];
  let unread: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    unread = Buffer.concat([unread, chunk]);
    for (let next = parseReply(unread, 0); next; next = parseReply(unread, 0)) {
      unread = unread.subarray(next.end);
      waiting.shift()?.resolve(next.reply);
    }
  });
  const fail = () => {
    for (const one of waiting.splice(0)) one.reject(new Error('The connection to Redis is closed.'));
  };
  socket.on('error', fail).on('close', fail);
  return (commands: readonly (readonly string[])[]): Promise<Parsed[]> => {
    const replies = commands.map(
      () => new Promise<Parsed>((resolve, reject) => void waiting.push({ resolve, reject })),
    );
    socket.write(commands.map(encode).join(''));
    return Promise.all(replies);
  };
}

function encode(command: readonly string[]): string {
  const parts = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`);
  return `*${command.length}\r\n${parts.join('')}`;
}

function single(reply: Parsed | undefined): Reply | RedisError {
  if (typeof reply === 'string' || typeof reply === 'number' || reply instanceof RedisError) return reply;
  if (reply === null) return null;
  throw new Error('Redis answered with a list where one value was expected.');
}
