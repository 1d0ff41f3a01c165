import { RedisError, type Reply } from './commands.js';

/** A reply as it comes: errors are replies too, and EXEC answers with a list of them. */
export type Parsed = Reply | RedisError | readonly Parsed[];

/** Reads one reply of the Redis protocol (RESP2) that starts at `start`; null when it has not all arrived. */
export function parseReply(buffer: Buffer, start: number): { reply: Parsed; end: number } | null {
  const lineEnd = buffer.indexOf('\r\n', start);
  if (lineEnd < 0) return null;
  const line = buffer.toString('utf8', start + 1, lineEnd);
  const end = lineEnd + 2;
  switch (buffer.toString('latin1', start, start + 1)) {
    case '+':
      return { reply: line, end };
    case '-':
      return { reply: new RedisError(line), end };
    case ':':
      return { reply: Number(line), end };
    case '$':
      return parseBulk(buffer, end, Number(line));
    case '*':
      return parseArray(buffer, end, Number(line));
    default:
      throw new Error(`Redis sent what is no reply: ${line}`);
  }
}

function parseBulk(buffer: Buffer, start: number, length: number) {
  if (length < 0) return { reply: null, end: start };
  const end = start + length + 2;
  return buffer.length < end ? null : { reply: buffer.toString('utf8', start, start + length), end };
}

function parseArray(buffer: Buffer, start: number, length: number) {
  if (length < 0) return { reply: null, end: start };
  const replies: Parsed[] = [];
  let end = start;
  while (replies.length < length) {
    const next = parseReply(buffer, end);
    if (!next) return null;
    replies.push(next.reply);
    end = next.end;
  }
  return { reply: replies, end };
}
