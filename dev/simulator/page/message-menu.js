import { call } from './api.js';
import { focusComposer } from './composer.js';
import { el, toast } from './dom.js';
import { icon } from './icons.js';
import { openPanel } from './panel.js';
import { changed, store } from './store.js';

const EMOJI = ['👍', '❤️', '😂', '😮', '🙏', '👎'];

/** Reply, react, forward, edit, delete, and the JSON behind it. */
export function openMenu(message, anchor) {
  document.querySelector('.menu')?.remove();
  const send = async (content) => {
    close();
    await call('send', { who: message.person, content }).catch((error) => toast(error.message));
  };
  const items = [
    ['Reply', 'reply', () => replyTo(message)],
    ['Forward its text', 'forward', () => send({ type: 'text', body: message.view.body, forwarded: 'once' })],
    message.direction === 'in' && message.view.kind === 'text' && ['Edit', 'paper', () => edit(message)],
    message.direction === 'in' && [
      'Delete for everyone',
      'bin',
      () => send({ type: 'revoke', messageId: message.id }),
    ],
    ['Show its JSON', 'code', () => openPanel('json', message.id)],
  ].filter((item) => item && !(item[0] === 'Forward its text' && !message.view.body));
  const reactions = EMOJI.map((emoji) =>
    menuButton(emoji, `React with ${emoji}`, () => {
      const again = message.reactions.person === emoji;
      return send({ type: 'reaction', messageId: message.id, emoji: again ? '' : emoji });
    }),
  );
  const menu = el(
    'div',
    { className: 'menu', role: 'menu', 'aria-label': 'This message' },
    el('div', { className: 'menu-emoji' }, ...reactions),
    ...items.map(([title, drawing, act]) => {
      const button = menuButton(title, title, () => {
        close();
        act();
      });
      button.prepend(icon(drawing));
      return button;
    }),
  );
  const close = () => {
    menu.remove();
    document.removeEventListener('pointerdown', outside, true);
    anchor.focus();
  };
  const outside = (event) => {
    if (!menu.contains(event.target)) close();
  };
  menu.addEventListener('keydown', (event) => moveWithKeys(event, menu, close));
  document.body.append(menu);
  settle(menu, anchor);
  document.addEventListener('pointerdown', outside, true);
  menu.querySelector('button')?.focus();
}

function menuButton(text, label, onClick) {
  const props = { type: 'button', role: 'menuitem', 'aria-label': label, on: { click: onClick } };
  return el('button', props, el('span', {}, text));
}

/** Beside the message, and wholly on the screen. */
function settle(menu, anchor) {
  const from = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.min(Math.max(8, from.right - width), innerWidth - width - 8);
  const below = from.bottom + 4;
  const top = below + height > innerHeight - 8 ? Math.max(8, from.top - height - 4) : below;
  menu.style.setProperty('left', `${left}px`);
  menu.style.setProperty('top', `${top}px`);
}

function moveWithKeys(event, menu, close) {
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    close();
    return;
  }
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...menu.querySelectorAll('button')];
  const at = buttons.indexOf(document.activeElement);
  buttons[(at + step + buttons.length) % buttons.length].focus();
}

function replyTo(message) {
  store.replyTo = message.id;
  store.editing = null;
  changed();
  focusComposer();
}

function edit(message) {
  store.editing = message.id;
  store.replyTo = null;
  changed();
  focusComposer(message.view.body);
}
