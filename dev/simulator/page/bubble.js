import { call } from './api.js';
import { el, toast } from './dom.js';
import { isJumbo, pieces } from './format.js';
import { icon, ticks } from './icons.js';
import { openList } from './list-sheet.js';
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

/** Text with WhatsApp's marks, as nodes: nothing in it is ever read as markup. */
export function formatted(text) {
  return pieces(text).map((piece) => {
    let node = document.createTextNode(piece.text);
    if (piece.url) node = el('a', { href: piece.url, target: '_blank', rel: 'noopener noreferrer' }, node);
    if (piece.code) node = el('code', {}, node);
    if (piece.strike) node = el('s', {}, node);
    if (piece.italic) node = el('em', {}, node);
    if (piece.bold) node = el('strong', {}, node);
    return node;
  });
}

function contents(message) {
  const { view } = message;
  if (view.kind === 'system') return [el('p', { className: 'gone' }, view.body)];
  if (view.kind === 'unsupported')
    return [el('p', { className: 'gone' }, `Something the school cannot see (${view.body})`)];
  return [
    view.header && el('p', { className: 'head' }, ...formatted(view.header)),
    view.media && media(message),
    view.location && place(view.location),
    view.body && el('p', { className: 'text', dir: 'auto' }, ...formatted(view.body)),
    view.footer && el('p', { className: 'foot' }, ...formatted(view.footer)),
  ].filter(Boolean);
}

function media({ id, direction, view }) {
  const { media: file } = view;
  const address = file.id ? `/simulator/api/media/${file.id}` : null;
  if (view.kind === 'image' || view.kind === 'sticker') {
    if (address)
      return el('img', {
        className: 'picture',
        src: address,
        alt: view.body || 'A picture',
        loading: 'lazy',
      });
    return fileLine('image', file.link ?? 'Picture', file.link);
  }
  if (view.kind === 'audio') return voice({ id, direction, address });
  return fileLine('paper', file.filename ?? file.link ?? view.kind, address ?? file.link);
}

function fileLine(drawing, name, address) {
  const safe = address && /^(https?:\/\/|\/simulator\/)/.test(address) ? address : null;
  return el(
    safe ? 'a' : 'span',
    safe
      ? { className: 'file', href: safe, target: '_blank', rel: 'noopener noreferrer' }
      : { className: 'file' },
    icon(drawing),
    el('span', {}, name),
  );
}

const WAVE = [5, 9, 14, 8, 16, 11, 6, 13, 18, 9, 5, 12, 16, 7, 10, 15, 6, 9, 13, 5, 8, 11, 6, 4];

function voice({ id, direction, address }) {
  const play = () => {
    if (address) new Audio(address).play().catch(() => undefined);
    if (direction === 'out') call('played', { messageId: id }).catch((error) => toast(error.message));
  };
  const bars = WAVE.map((height) => {
    const bar = el('i', {});
    bar.style.setProperty('--h', `${height}px`);
    return bar;
  });
  return el(
    'div',
    { className: 'voice' },
    el(
      'button',
      { type: 'button', className: 'round', 'aria-label': 'Play', on: { click: play } },
      icon('play'),
    ),
    el('span', { className: 'wave', 'aria-hidden': 'true' }, ...bars),
    el('span', { className: 'sr' }, 'Voice note'),
  );
}

function place({ latitude, longitude, name, address }) {
  return el(
    'div',
    { className: 'place' },
    el('span', { className: 'map', 'aria-hidden': 'true' }, icon('place')),
    el(
      'span',
      {},
      el('strong', {}, name ?? 'Location'),
      el('small', {}, address ?? `${latitude}, ${longitude}`),
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

const OPTION_ICONS = {
  link: 'link',
  call: 'call',
  copy: 'copy',
  location_request: 'place',
  contact_request: 'person',
};

function options(message) {
  const { options: offered, listButton } = message.view;
  if (offered.length === 0) return null;
  const buttons = listButton
    ? [tappable(listButton, 'list', () => openList(message))]
    : offered.map((option) => optionButton(message, option));
  return el('div', { className: 'options' }, ...buttons);
}

function optionButton(message, option) {
  const drawing = OPTION_ICONS[option.kind] ?? null;
  if (option.kind === 'link') {
    const safe = /^https?:\/\//.test(option.url) ? option.url : null;
    const props = {
      className: 'option',
      ...(safe && { href: safe, target: '_blank', rel: 'noopener noreferrer' }),
    };
    return el('a', props, icon('link'), option.title);
  }
  if (option.kind === 'copy') {
    return tappable(option.title, 'copy', () => {
      navigator.clipboard?.writeText(option.id).catch(() => undefined);
      toast(`Copied ${option.id}`);
    });
  }
  if (option.kind === 'call')
    return tappable(option.title, 'call', () => toast(`This would call ${option.id}`));
  if (option.kind === 'flow')
    return tappable(option.title, null, () => toast('Forms are not part of this simulator.'));
  return tappable(option.title, drawing ?? (option.kind === 'button' ? null : 'reply'), () =>
    tap(message, option),
  );
}

function tappable(title, drawing, onClick) {
  return el(
    'button',
    { type: 'button', className: 'option', on: { click: onClick } },
    drawing && icon(drawing),
    title,
  );
}

export async function tap(message, option) {
  try {
    await call('tap', { who: message.person, option: option.id, messageId: message.id });
  } catch (error) {
    toast(error.message);
  }
}
