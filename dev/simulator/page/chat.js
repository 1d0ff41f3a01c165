import { call } from './api.js';
import { bubble } from './bubble.js';
import { composer, drawComposer } from './composer.js';
import { byId, el, iconButton } from './dom.js';
import { icon } from './icons.js';
import { openPanel } from './panel.js';
import { avatar } from './people.js';
import { changed, markSeen, me, messagesOf, now, store } from './store.js';
import { dayKey, dayName } from './times.js';

const log = el('ol', { className: 'log', role: 'log', 'aria-live': 'polite', 'aria-label': 'Messages' });
const title = el('strong', {});
const subtitle = el('span', { className: 'subtitle' });
const picture = el('span', { className: 'bar-avatar' });
const down = iconButton(icon('down'), 'To the newest message', () => toEnd(true), 'round to-end');
const head = el(
  'header',
  { className: 'bar' },
  iconButton(icon('back'), 'Back to the chats', leave, 'round back'),
  picture,
  el('div', { className: 'bar-title' }, title, subtitle),
  iconButton(icon('person'), 'This person', () => openPanel('person')),
  iconButton(icon('tools'), 'Tools', () => openPanel(null)),
);
const room = el('div', { className: 'room' }, log, down);

/** What stands on the screen now, so that only what changed is drawn again. */
let drawnFor = null;
let drawn = new Map();

log.addEventListener('scroll', () => down.classList.toggle('shown', !atEnd()));

export function drawChat() {
  const one = me();
  const chat = byId('chat');
  if (!one) {
    chat.replaceChildren(welcome());
    return;
  }
  if (!chat.contains(room)) chat.replaceChildren(head, room, composer);
  title.textContent = store.state.school.name;
  const typing = store.typing.has(one.id);
  subtitle.textContent = typing ? 'typing…' : `You are ${one.name}`;
  subtitle.classList.toggle('typing', typing);
  picture.replaceChildren(avatar(store.state.school.name));
  drawMessages(one);
  drawComposer();
  readIfVisible(one);
}

function drawMessages(one) {
  const wasAtEnd = atEnd() || drawnFor !== one.id;
  if (drawnFor !== one.id) {
    drawn = new Map();
    log.replaceChildren();
  }
  drawnFor = one.id;
  const nodes = [];
  let day = '';
  for (const message of messagesOf(one.id)) {
    if (dayKey(message.at) !== day) {
      day = dayKey(message.at);
      nodes.push(
        remembered(`day ${day}`, dayName(message.at, now()), (text) => el('li', { className: 'day' }, text)),
      );
    }
    nodes.push(remembered(message.id, JSON.stringify(message), () => bubble(message)));
  }
  if (store.typing.has(one.id)) nodes.push(remembered('typing', '', typingDots));
  place(nodes);
  if (wasAtEnd) toEnd(false);
}

/** The node drawn last time, unless what it shows has changed. */
function remembered(key, content, draw) {
  const known = drawn.get(key);
  if (known?.content === content) return known.node;
  const node = draw(content);
  drawn.set(key, { content, node });
  return node;
}

/** Moves and adds only what must be, so that focus and selection stay. */
function place(nodes) {
  const wanted = new Set(nodes);
  for (const child of [...log.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (log.children[index] !== node) log.insertBefore(node, log.children[index] ?? null);
  });
}

function typingDots() {
  const dots = el('div', { className: 'bubble dots', 'aria-label': 'typing' }, el('i'), el('i'), el('i'));
  return el('li', { className: 'message theirs' }, dots);
}

function atEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 80;
}

function toEnd(smooth) {
  log.scrollTo({ top: log.scrollHeight, behavior: smooth ? 'smooth' : 'instant' });
}

/** What is on the screen is read, once it has arrived. */
function readIfVisible(one) {
  if (document.hidden || (store.view !== 'chat' && narrow())) return;
  markSeen(one.id);
  const arrived = messagesOf(one.id).some(
    (message) => message.direction === 'out' && message.ticks === 'delivered',
  );
  if (arrived && one.readReceipts && one.online) call('read', { who: one.id }).catch(() => undefined);
}

export function narrow() {
  return matchMedia('(max-width: 760px)').matches;
}

function leave() {
  store.view = 'people';
  changed();
}

function welcome() {
  return el(
    'div',
    { className: 'welcome' },
    el('img', { src: '/simulator/icon.svg', alt: '', width: 72, height: 72 }),
    el('h2', {}, `Write to ${store.state.school.name}`),
    el('p', {}, 'Choose on the left who you are: a teacher, a family, the office, or anybody new.'),
    el('p', {}, 'This is Meta’s side of the conversation: nothing leaves this computer.'),
  );
}
