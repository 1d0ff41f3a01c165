import type { Events, SimulatorEvent } from './events.js';

const HEARTBEAT_MS = 15_000;

/** The events as they happen (SSE), from the last one that the page has seen. */
export function eventStream(events: Events, after: number): Response {
  let stop: () => void = () => undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string): void => controller.enqueue(new TextEncoder().encode(text));
      // Too far behind: the page reads everything again.
      const missed = events.after(after) ?? [{ seq: events.seq, kind: 'reset', data: null } as const];
      write('retry: 1000\n: open\n\n');
      for (const event of missed) write(frame(event));
      const unsubscribe = events.subscribe((event) => write(frame(event)));
      const heartbeat = setInterval(() => write(': here\n\n'), HEARTBEAT_MS);
      heartbeat.unref();
      stop = () => {
        unsubscribe();
        clearInterval(heartbeat);
      };
    },
    cancel: () => stop(),
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  });
}

/** The same for who cannot keep a connection open: what happened since. */
export function eventsSince(events: Events, after: number): { seq: number; events: SimulatorEvent[] } {
  return {
    seq: events.seq,
    events: events.after(after) ?? [{ seq: events.seq, kind: 'reset', data: null }],
  };
}

function frame(event: SimulatorEvent): string {
  return `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`;
}
