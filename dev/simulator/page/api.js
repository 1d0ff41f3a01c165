const API = '/simulator/api/';
const POLL_MS = 1500;
const STREAM_PATIENCE_MS = 3000;

/** @param {string} path @param {unknown} [body] a body makes it a POST */
export async function call(path, body) {
  const options =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(API + path, options);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error?.message ?? `HTTP ${response.status}`);
  return answer;
}

/**
 * Follows the events: a stream where there is one, otherwise by asking again and again.
 * @param {number} seq the last event already known
 * @param {(event: { seq: number, kind: string, data: unknown }) => void} onEvent
 * @param {(connected: boolean) => void} onConnection
 */
export function follow(seq, onEvent, onConnection) {
  let seen = seq;
  const take = (event) => {
    seen = event.seq;
    onEvent(event);
  };
  let opened = false;
  const source = new EventSource(`${API}events?after=${seen}`);
  source.onopen = () => {
    opened = true;
    onConnection(true);
  };
  source.onmessage = (message) => take(JSON.parse(message.data));
  source.onerror = () => onConnection(false);
  setTimeout(() => {
    if (opened) return;
    source.close();
    poll();
  }, STREAM_PATIENCE_MS);

  async function poll() {
    try {
      const { events } = await call(`events?after=${seen}`);
      events.forEach(take);
      onConnection(true);
    } catch {
      onConnection(false);
    }
    setTimeout(poll, POLL_MS);
  }
}
