import * as z from 'zod';
import { type RedisCommands, RedisError, type Reply } from './commands.js';

const Part = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);
const Command = z.array(Part).min(1);
const Pipeline = z.array(Command);

export interface Bridge {
  (request: Request): Promise<Response>;
  counts: { requests: number; commands: number };
}

/** Upstash's REST protocol over anything that runs Redis commands: one command, `/pipeline` or `/multi-exec`. */
export function upstashBridge(redis: RedisCommands, { token }: { token: string }): Bridge {
  const counts = { requests: 0, commands: 0 };
  const answer = async (request: Request): Promise<Response> => {
    counts.requests++;
    if (request.headers.get('authorization') !== `Bearer ${token}`) {
      return json({ error: 'WRONGPASS invalid or missing auth token' }, 401);
    }
    const encode = encoder(request.headers.get('upstash-encoding') === 'base64');
    try {
      const body: unknown = await request.json();
      const path = new URL(request.url).pathname.replace(/^.*\//, '');
      if (path !== 'pipeline' && path !== 'multi-exec') {
        counts.commands++;
        return json({ result: encode(await redis.run(Command.parse(body))) });
      }
      const commands = Pipeline.parse(body);
      counts.commands += commands.length;
      const replies = path === 'pipeline' ? await each(redis, commands) : await redis.transaction(commands);
      return json(
        replies.map((r) => (r instanceof RedisError ? { error: r.message } : { result: encode(r) })),
      );
    } catch (error) {
      return failure(error);
    }
  };
  return Object.assign(answer, { counts });
}

function each(redis: RedisCommands, commands: string[][]): Promise<(Reply | RedisError)[]> {
  return Promise.all(
    commands.map((command) =>
      redis.run(command).catch((error: unknown) => {
        if (error instanceof RedisError) return error;
        throw error;
      }),
    ),
  );
}

/** Asked for base64, Upstash sends every string in it but OK. */
function encoder(base64: boolean): (reply: Reply) => Reply {
  return (reply) =>
    base64 && typeof reply === 'string' && reply !== 'OK' ? Buffer.from(reply).toString('base64') : reply;
}

function failure(error: unknown): Response {
  if (error instanceof RedisError) return json({ error: error.message }, 400);
  if (error instanceof z.ZodError || error instanceof SyntaxError) {
    return json({ error: 'ERR failed to parse command' }, 400);
  }
  return json({ error: 'ERR the store does not answer' }, 500);
}

function json(body: unknown, status = 200): Response {
  return Response.json(body, { status });
}
