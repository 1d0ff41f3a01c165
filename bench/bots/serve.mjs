import { createServer } from 'node:http';

/** Puts a bot's webhook on a free port, tells the parent process its address, and what it uses whenever asked. */
export function serve(handle) {
  const server = createServer(async (incoming, outgoing) => {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
      method: incoming.method,
      headers: incoming.headers,
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    const response = await handle(request);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  });
  // The driver keeps its connections and must not meet one that was closed under it.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send({ rssMb: process.memoryUsage().rss / 1e6, cpuMs: (user + system) / 1000 });
  });
  process.on('disconnect', () => process.exit());
}
