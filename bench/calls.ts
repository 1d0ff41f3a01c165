import { AsyncLocalStorage } from 'node:async_hooks';

/** One request that a bot made. Times in milliseconds since 1970, with fractions. */
export interface Call {
  to: 'sql' | 'upstash';
  name: string;
  statements: number;
  from: number;
  until: number;
  /** How long the database itself was at it. */
  inside: number;
}

export const current = new AsyncLocalStorage<Call>();
/** How far away this process is. */
export const distance = { latencyMs: 0 };
const calls: Call[] = [];
const now = () => performance.timeOrigin + performance.now();

/** Notes every request that is answered. */
export function noted(to: Call['to'], answer: (request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    const call: Call = { to, name: to, statements: 0, from: now(), until: 0, inside: 0 };
    const response = await current.run(call, () => answer(request));
    call.until = now();
    calls.push(call);
    return response;
  };
}

/** Tells the parent process that all is ready; it may then take what was noted, ask for the processor time that was used, and move this process away. */
export function serveParent(ready: object): void {
  process.on('message', (message: { take?: true; latencyMs?: number }) => {
    if (message.latencyMs !== undefined) distance.latencyMs = message.latencyMs;
    const { user, system } = process.cpuUsage();
    process.send?.(message.take ? calls.splice(0) : { cpuMs: (user + system) / 1000 });
  });
  process.on('disconnect', () => process.exit());
  process.send?.(ready);
}
