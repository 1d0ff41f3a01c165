import { byId, el, keyed, sheet, toast } from './dom.js';
import { isJumbo, pieces } from './format.js';
import { icon, ticks } from './icons.js';
import { become, messagesOf, now, store, unread } from './store.js';
import { dayKey, dayName, timeOfDay } from './times.js';

const GROUPS = [
  [/admin|office/i, 'The office'],
  [/teacher/i, 'Teachers'],
  [/famil|parent|guardian|student|pupil/i, 'Families'],
];

/** The list of chats, and below it everybody else one can be. */
export function drawPeople() {
  const wanted = byId('search').value.trim().toLowerCase();
  const fits = (one) =>
    `${one.name} ${one.phone ?? ''} ${one.role} ${one.note}`.toLowerCase().includes(wanted);
  const chats = store.state.people
    .filter((one) => messagesOf(one.id).length > 0 || one.id === store.me)
    .map((one) => ({ one, last: messagesOf(one.id).at(-1) ?? null }))
    .sort((a, b) => (b.last?.at ?? Number.MAX_VALUE) - (a.last?.at ?? Number.MAX_VALUE));
  const known = new Set(chats.map(({ one }) => one.phone));
  const others = store.state.directory.filter((one) => !known.has(one.phone) && fits(one));
  keyed(byId('people-list'), [
    ...chats.filter(({ one }) => fits(one)).map(chatRow),
    ...grouped(others),
    ...(others.length + chats.length === 0 ? [heading('hint', 'Nobody found.')] : []),
  ]);
}

function heading(className, text) {
  return { key: `${className} ${text}`, content: '', draw: () => el('li', { className }, text) };
}

function grouped(others) {
  const groups = new Map(GROUPS.map(([, title]) => [title, []]));
  for (const one of others) {
    const title = GROUPS.find(([pattern]) => pattern.test(one.role))?.[1] ?? 'Others';
    groups.set(title, [...(groups.get(title) ?? []), one]);
  }
  return [...groups].flatMap(([title, list]) =>
    list.length === 0 ? [] : [heading('group', title), ...list.map(directoryRow)],
  );
}

function chatRow({ one, last }) {
  const count = one.id === store.me && store.view === 'chat' ? 0 : unread(one.id);
  const time = last && (dayKey(last.at) === dayKey(now()) ? timeOfDay(last.at) : dayName(last.at, now()));
  return row({
    who: one.id,
    current: one.id === store.me,
    name: one.name,
    role: one.role || store.state.directory.find((known) => known.phone === one.phone)?.role,
    details: {
      phone: one.phone ? `+${one.phone}` : undefined,
      userId: one.userId ?? undefined,
      kind: one.kind,
    },
    side: time && el('time', { className: count ? 'fresh' : '' }, time),
    below: last ? preview(one, last) : about(one),
    badge: count ? el('span', { className: 'badge', 'aria-label': `${count} unread` }, String(count)) : null,
  });
}

function directoryRow(one) {
  const { name, phone, role, note } = one;
  return row({
    who: phone,
    name,
    details: { phone: `+${phone}`, name, role, note },
    below: el('span', { className: 'preview' }, note || role),
    badge: el('span', { className: 'number' }, `…${phone.slice(-4)}`),
  });
}

/** The button stays and only its inside is drawn anew: a click that has begun is not lost. */
function row({ who, current = false, name, role = '', details, side = null, below, badge }) {
  return {
    key: `row ${who}`,
    content: JSON.stringify(details),
    draw: () => {
      const choose = () => become(details).catch((error) => toast(error.message));
      return el('li', {}, el('button', { type: 'button', className: 'row', on: { click: choose } }));
    },
    update: (node) => {
      const button = node.firstElementChild;
      if (current) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
      const text = el(
        'span',
        { className: 'row-text' },
        el(
          'span',
          { className: 'row-line' },
          el('span', { className: 'row-name' }, name, role && roleTag(role)),
          side,
        ),
        el('span', { className: 'row-line' }, below, badge),
      );
      button.replaceChildren(avatar(name), text);
    },
  };
}

/** Invented names say nothing: who teaches and who is a parent stays in sight beside what they wrote. */
function roleTag(role) {
  return el('span', { className: 'row-role' }, role);
}

function preview(one, last) {
  if (store.typing.has(one.id)) return el('span', { className: 'preview typing' }, 'typing…');
  const text = last.revoked ? 'Deleted' : plain(last.view.body) || KINDS[last.view.kind] || last.view.kind;
  const mine = last.direction === 'in';
  return el('span', { className: 'preview' }, mine && ticks(last.ticks), text.split('\n').join(' '));
}

const KINDS = {
  audio: 'Voice note',
  image: 'Photo',
  document: 'Document',
  location: 'Location',
  sticker: 'Sticker',
};

export function plain(text) {
  return pieces(text)
    .map((piece) => piece.text)
    .join('');
}

function about(one) {
  const number = one.phone ? `+${one.phone}` : one.userId;
  return el('span', { className: 'preview' }, [one.role, number].filter(Boolean).join(' · '));
}

/** The first letters on a colour that is always the same for a name. */
export function avatar(name) {
  const letters = isJumbo(name) ? name : name.replace(/[^\p{L}\p{M}\p{N} ]/gu, '').trim();
  const initials = letters
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...new Intl.Segmenter().segment(word)][0]?.segment ?? '')
    .join('');
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
  const node = el('span', { className: 'avatar', 'aria-hidden': 'true' }, initials || icon('person'));
  node.style.setProperty('--hue', String(hue));
  return node;
}

const KIND_NAMES = [
  ['phone_and_user_id', 'Number and user id (usual)'],
  ['phone_only', 'Number only (older)'],
  ['user_id_only', 'User id only: the number is hidden'],
];

/** Asks for a number and a name. */
export function openNewPerson() {
  sheet('Somebody new', (close) => {
    const phone = el('input', {
      id: 'np-phone',
      type: 'tel',
      placeholder: '+91 90000 00100',
      autocomplete: 'off',
    });
    const name = el('input', { id: 'np-name', placeholder: 'As they call themselves', autocomplete: 'off' });
    const kind = el(
      'select',
      { id: 'np-kind' },
      ...KIND_NAMES.map(([value, text]) => el('option', { value }, text)),
    );
    const submit = async (event) => {
      event.preventDefault();
      const hidden = kind.value === 'user_id_only';
      if (!hidden && phone.value.replace(/\D/g, '').length < 7) {
        toast('Please type a number.');
        phone.focus();
        return;
      }
      try {
        await become({
          ...(phone.value.trim() ? { phone: phone.value } : {}),
          ...(name.value.trim() ? { name: name.value.trim() } : {}),
          kind: kind.value,
        });
        close();
      } catch (error) {
        toast(error.message);
      }
    };
    const form = el(
      'form',
      { className: 'fields', on: { submit } },
      el('label', { htmlFor: 'np-phone' }, 'Number'),
      phone,
      el('label', { htmlFor: 'np-name' }, 'Name'),
      name,
      el('label', { htmlFor: 'np-kind' }, 'What Meta tells the school'),
      kind,
      el('button', { className: 'primary' }, 'Open the chat'),
    );
    return [form];
  });
}
