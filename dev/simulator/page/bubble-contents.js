import { call } from './api.js';
import { el, toast } from './dom.js';
import { pieces } from './format.js';
import { icon } from './icons.js';

/** Text with WhatsApp's marks, as nodes: nothing in it is ever read as markup. */
function formatted(text) {
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

/** What a message holds, one node after the other. */
export function contents(message) {
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
