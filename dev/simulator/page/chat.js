import { call } from './api.js';
import { bubble } from './bubble.js';
import { composer, drawComposer } from './composer.js';
import { byId, el, iconButton, keyed } from './dom.js';
import { icon, ticks } from './icons.js';
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

let drawnFor = null;

let wasAtEnd = true;
log.addEventListener('scroll', () => {
  wasAtEnd = atEnd();
  down.classList.toggle('shown', !wasAtEnd);
});
// A panel that opens makes the chat narrower and longer: who was at its end stays there.
new ResizeObserver(() => wasAtEnd && toEnd(false)).observe(log);

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
  const follow = atEnd() || drawnFor !== one.id;
  drawnFor = one.id;
  keyed(log, items(one));
  if (follow) toEnd(false);
}

function items(one) {
  const list = [];
  let day = '';
  for (const message of messagesOf(one.id)) {
    if (dayKey(message.at) !== day) {
      day = dayKey(message.at);
      const name = dayName(message.at, now());
      list.push({ key: `day ${day}`, content: name, draw: () => el('li', { className: 'day' }, name) });
    }
    list.push(item(message));
  }
  if (store.typing.has(one.id)) list.push({ key: 'typing', content: '', draw: typingDots });
  return list;
}

/** Ticks change while somebody reaches for a button: they are brought up to date in place. */
function item(message) {
  const failed = message.ticks === 'failed';
  return {
    key: message.id,
    content: JSON.stringify({ ...message, ticks: failed }),
    draw: () => bubble(message),
    update: (node) => node.querySelector('.meta .ticks')?.replaceWith(ticks(message.ticks)),
  };
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
