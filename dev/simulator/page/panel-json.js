import { el, toast } from './dom.js';
import { ticks } from './icons.js';
import { message as findMessage, me, messagesOf, store } from './store.js';

/** The message that was chosen, or the last one of this chat: what Meta was sent, or sent. */
export function jsonTab() {
  const one = me();
  const shown = findMessage(store.selected ?? '') ?? (one ? messagesOf(one.id).at(-1) : null);
  if (!shown) return [el('p', { className: 'hint' }, 'Messages appear here as Meta sees them.')];
  const way =
    shown.direction === 'out' ? 'Sent by the school to the Graph API' : 'In value.messages of the webhook';
  return [
    el('p', { className: 'hint' }, `${way}, now `, ticks(shown.ticks), ` ${shown.ticks}`),
    block(shown.json),
    el('p', { className: 'hint' }, 'wamid'),
    block(shown.id),
    ...(shown.failure ? [el('p', { className: 'hint' }, 'Failure'), block(shown.failure)] : []),
  ];
}
jsonTab.signature = () => {
  const one = me();
  return JSON.stringify(findMessage(store.selected ?? '') ?? (one ? messagesOf(one.id).at(-1) : null));
};

const opened = new Set();

/** Every call between the school and Meta, newest first. */
export function trafficTab() {
  const list = store.state.exchanges;
  if (list.length === 0) return [el('p', { className: 'hint' }, 'Webhooks and Graph calls appear here.')];
  return [el('div', { className: 'exchanges' }, ...list.map(exchange).reverse().slice(0, 150))];
}
trafficTab.signature = () =>
  `${store.state.seq - store.state.exchanges.length} ${store.state.exchanges.length}`;

function exchange(one, index) {
  const key = `${index} ${one.kind} ${one.ms}`;
  const good = one.status === 200;
  const details = el(
    'details',
    { className: `exchange ${good ? '' : 'bad'}`, open: opened.has(key) },
    el(
      'summary',
      {},
      el('span', { className: `way way-${one.kind}` }, one.kind === 'webhook' ? '→ school' : '→ Meta'),
      el('span', { className: 'about' }, aboutExchange(one)),
      el('span', { className: 'status' }, one.status === 0 ? 'no answer' : String(one.status)),
      el('span', { className: 'ms' }, `${one.ms} ms`),
    ),
    el(
      'p',
      { className: 'hint' },
      `${one.method} ${one.path}${one.attempt > 1 ? ` · try ${one.attempt}` : ''}`,
    ),
    block(one.request),
    el('p', { className: 'hint' }, 'Answer'),
    block(one.response),
  );
  details.addEventListener('toggle', () => opened[details.open ? 'add' : 'delete'](key));
  return details;
}

function aboutExchange({ kind, request, path, method }) {
  if (kind === 'graph') {
    if (request?.status === 'read') return request.typing_indicator ? 'read, typing' : 'read';
    return path.endsWith('/messages')
      ? `send ${request?.type ?? 'text'}`
      : `${method} ${path.split('/').slice(-1)[0]}`;
  }
  const values = (request?.entry ?? []).flatMap((entry) => entry.changes.map((change) => change));
  return values.map(({ field, value }) => aboutValue(field, value)).join(' + ');
}

function aboutValue(field, value) {
  const messages = (value.messages ?? []).map((one) => one.type);
  const statuses = (value.statuses ?? []).map((one) => `status ${one.status}`);
  return [...messages, ...statuses].join(', ') || field;
}

const TOKENS = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?/g;

/** JSON in colours; every piece is a text node. */
export function block(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  const nodes = [];
  let from = 0;
  for (const match of typeof value === 'string' ? [] : text.matchAll(TOKENS)) {
    nodes.push(text.slice(from, match.index));
    const kind = match[2] ? 'key' : match[1] ? 'string' : match[3] ? 'word' : 'digits';
    nodes.push(el('span', { className: `json-${kind}` }, match[1] ?? match[0]), match[2] ?? '');
    from = match.index + match[0].length;
  }
  nodes.push(text.slice(from));
  const copy = () => {
    navigator.clipboard?.writeText(text).then(
      () => toast('Copied'),
      () => undefined,
    );
  };
  return el(
    'div',
    { className: `json ${typeof value === 'string' ? 'json-text' : ''}` },
    el('button', { type: 'button', className: 'copy', on: { click: copy } }, 'Copy'),
    el('pre', { tabIndex: 0 }, ...nodes),
  );
}
