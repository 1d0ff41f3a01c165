import { call, follow } from './api.js';

/** What the page knows. Whoever shows some of it listens and draws it again. */
export const store = {
  /** @type {any} */
  state: null,
  /** The id of the person whose telephone this is. */
  me: null,
  view: 'people',
  typing: new Set(),
  /** How many messages of the school each person has had on the screen. */
  seen: JSON.parse(sessionStorage.getItem('seen') ?? '{}'),
  /** The message whose JSON is shown. */
  selected: null,
  replyTo: null,
  editing: null,
  panel: null,
  connected: true,
  clockAt: 0,
};

const listeners = new Set();
let waiting = false;

export function onChange(listener) {
  listeners.add(listener);
}

/** Draws again, once for everything that changed within a frame. */
export function changed() {
  if (waiting) return;
  waiting = true;
  // Not a frame: a page in the background gets none, and its unread counts must go on.
  setTimeout(() => {
    waiting = false;
    for (const listener of listeners) listener();
  }, 16);
}

export async function start() {
  await load();
  follow(store.state.seq, apply, (connected) => {
    store.connected = connected;
    changed();
  });
}

async function load() {
  store.state = await call('state');
  store.clockAt = performance.now();
  changed();
}

function apply(event) {
  const { state } = store;
  if (event.seq <= state.seq && event.kind !== 'reset') return;
  state.seq = event.seq;
  const { data } = event;
  if (event.kind === 'message') put(state.messages, data);
  else if (event.kind === 'person') put(state.people, data);
  else if (event.kind === 'typing') store.typing[data.typing ? 'add' : 'delete'](data.person);
  else if (event.kind === 'traffic') state.exchanges = [...state.exchanges.slice(-499), data];
  else if (event.kind === 'faults') state.faults = data;
  else if (event.kind === 'templates') state.templates = data;
  else if (event.kind === 'clock') setClock(data.now);
  else if (event.kind === 'reset') void load();
  changed();
}

export function setClock(now) {
  store.state.now = now;
  store.clockAt = performance.now();
  changed();
}

function put(list, item) {
  const at = list.findIndex((one) => one.id === item.id);
  if (at === -1) list.push(item);
  else list[at] = item;
}

/** The simulator's clock goes on by itself between two words from the server. */
export function now() {
  return new Date(new Date(store.state.now).getTime() + performance.now() - store.clockAt);
}

export function person(id) {
  return store.state.people.find((one) => one.id === id) ?? null;
}

export function me() {
  return store.me === null ? null : person(store.me);
}

/** These show on the message that they are about. */
const NO_BUBBLE = new Set(['reaction', 'edit', 'revoke']);

export function messagesOf(id) {
  return store.state.messages.filter((one) => one.person === id && !NO_BUBBLE.has(one.view.kind));
}

export function message(id) {
  return store.state.messages.find((one) => one.id === id) ?? null;
}

/** Messages of the school that this person has not had on the screen. */
export function unread(id) {
  const theirs = messagesOf(id).filter((one) => one.direction === 'out' && one.ticks !== 'failed');
  return Math.max(0, theirs.length - (store.seen[id] ?? 0));
}

export function markSeen(id) {
  const count = messagesOf(id).filter((one) => one.direction === 'out' && one.ticks !== 'failed').length;
  if (store.seen[id] === count) return;
  store.seen[id] = count;
  sessionStorage.setItem('seen', JSON.stringify(store.seen));
}

/** Becomes this person; makes them known to the simulator first where needed. */
export async function become(details) {
  const one = await call('people', details);
  put(store.state.people, one);
  store.me = one.id;
  store.view = 'chat';
  store.replyTo = null;
  store.editing = null;
  location.hash = one.id;
  changed();
}
