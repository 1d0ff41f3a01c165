import { contents } from './bubble-contents.js';
import { options } from './bubble-options.js';
import { el } from './dom.js';
import { isJumbo } from './format.js';
import { icon, ticks } from './icons.js';
import { openMenu } from './message-menu.js';
import { plain } from './people.js';
import { message as findMessage, store } from './store.js';
import { timeOfDay } from './times.js';

/** A message with its buttons; `mine` is what the person wrote. */
export function bubble(message) {
  const mine = message.direction === 'in';
  const { view } = message;
  const jumbo = view.kind === 'text' && isJumbo(view.body);
  const classes = ['message', mine ? 'mine' : 'theirs', `kind-${view.kind}`];
  if (jumbo) classes.push('jumbo');
  if (message.ticks === 'failed') classes.push('failed');
  if (view.options.length > 0) classes.push('with-options');
  return el(
    'li',
    { className: classes.join(' '), data: { id: message.id } },
    el('div', { className: 'stack' }, body(message), options(message)),
    reactions(message),
    message.failure && failure(message.failure),
  );
}

function body(message) {
  const { forwarded, revoked } = message;
  const menu = (event) => openMenu(message, event.currentTarget);
  const shown = revoked ? [el('p', { className: 'gone' }, 'This message was deleted')] : contents(message);
  // A long press on a telephone, a right click on a desk; on a link both keep their own meaning.
  const held = (event) => {
    if (event.target.closest('a, img') || !getSelection()?.isCollapsed) return;
    event.preventDefault();
    openMenu(message, event.currentTarget.querySelector('.more'));
  };
  // Room at the end of the last line for the time and the ticks, which stand in the corner.
  const last = shown.at(-1);
  if (last?.tagName === 'P') last.append(el('span', { className: 'meta-room' }));
  return el(
    'div',
    { className: `bubble ${last?.tagName === 'P' ? '' : 'meta-below'}`, on: { contextmenu: held } },
    forwarded && el('span', { className: 'forwarded' }, icon('forward'), 'Forwarded'),
    quoted(message),
    ...shown,
    meta(message),
    el(
      'button',
      {
        type: 'button',
        className: 'more',
        'aria-label': 'More about this message',
        'aria-haspopup': 'menu',
        on: { click: menu },
      },
      icon('down'),
    ),
  );
}

function quoted({ replyTo }) {
  const target = replyTo ? findMessage(replyTo) : null;
  if (!target) return null;
  const mine = target.direction === 'in';
  const jump = () => {
    const node = document.querySelector(`[data-id="${CSS.escape(target.id)}"]`);
    node?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  };
  return el(
    'button',
    { type: 'button', className: `quote ${mine ? 'quote-mine' : ''}`, on: { click: jump } },
    el('strong', {}, mine ? 'You' : store.state.school.name),
    el('span', {}, plain(target.view.body).split('\n').slice(0, 2).join(' ') || target.view.kind),
  );
}

function meta(message) {
  return el(
    'span',
    { className: 'meta' },
    message.edited && el('span', { className: 'edited' }, 'edited'),
    el('time', {}, timeOfDay(message.at)),
    ticks(message.ticks),
  );
}

function failure({ code, title, details }) {
  return el(
    'p',
    { className: 'failure', role: 'note' },
    el('strong', {}, `Not delivered: ${code} ${title}.`),
    details === title ? '' : ` ${details}`,
  );
}

function reactions({ reactions: given }) {
  const all = [given.person, given.school].filter(Boolean);
  return (
    all.length > 0 &&
    el('span', { className: 'reactions', 'aria-label': `Reactions: ${all.join(' ')}` }, ...all)
  );
}
