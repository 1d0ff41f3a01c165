import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeStream } from 'node:stream/web';

export type Handler = (request: Request) => Promise<Response>;

export interface Served {
  url: string;
  port: number;
  /** Stops listening and breaks what is still open. */
  close(): Promise<void>;
}

/** Puts a fetch handler on a port of this machine; 0 takes any free one. @throws the error of `listen`, EADDRINUSE among them. */
export async function serveFetch(handler: Handler, port = 0, host = '127.0.0.1'): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    answer(handler, incoming, outgoing).catch((error: unknown) => {
      if (!outgoing.destroyed) console.error(error);
      outgoing.destroy();
    });
  });
  // Clients that keep connections (fetch does) must not meet one that was closed under them.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const { address, port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${isIPv6(address) ? `[${address}]` : address}:${taken}`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(handler: Handler, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const response = await handler(await toRequest(incoming, outgoing));
  // `Response.error()` stands for a connection that breaks.
  if (response.type === 'error') {
    incoming.socket.destroy();
    return;
  }
  outgoing.writeHead(response.status, [...response.headers].flat());
  if (!response.body || incoming.method === 'HEAD') {
    outgoing.end();
    return;
  }
  // A reader who goes away in the middle is no error; the stream is cancelled and that is all.
  await pipeline(Readable.fromWeb(response.body as NodeStream), outgoing).catch(() => undefined);
}

async function toRequest(incoming: IncomingMessage, outgoing: ServerResponse): Promise<Request> {
  const { method = 'GET', url = '/', headers, rawHeaders } = incoming;
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const gone = new AbortController();
  outgoing.once('close', () => gone.abort());
  const pairs: [string, string][] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2)
    pairs.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? '']);
  return new Request(`http://${headers.host ?? '127.0.0.1'}${url}`, {
    method,
    headers: pairs,
    signal: gone.signal,
    ...(chunks.length > 0 && method !== 'GET' && method !== 'HEAD' ? { body: Buffer.concat(chunks) } : {}),
  });
}
