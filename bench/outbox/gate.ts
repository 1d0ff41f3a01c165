import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

// Stands before Meta's stand-in and does next to nothing, so that it sees each message when it comes and not when the
// other one has time for it.

export interface Come {
  /** Of every message: whose row it is, and when it came (ms since 1970). */
  messages: { id: string; at: number; bulk: boolean }[];
}

const target = new URL(process.env.TARGET ?? '');
const agent = new Agent({ keepAlive: true });
let messages: Come['messages'] = [];

const server = createServer((incoming, outgoing) => {
  const at = Date.now();
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    const body = Buffer.concat(chunks);
    const id = /"biz_opaque_callback_data":"([^"]+)"/.exec(body.toString())?.[1];
    if (id) messages.push({ id, at, bulk: body.includes('"type":"template"') });
    const { method, url: path, headers } = incoming;
    const onward = request(
      { agent, host: target.hostname, port: target.port, method, path, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    onward.end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on('message', () => {
  const come: Come = { messages };
  messages = [];
  process.send?.(come);
});
process.on('disconnect', () => process.exit());
