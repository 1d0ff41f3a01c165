import { call } from './api.js';
import { sendContent } from './composer.js';
import { el, sheet, toast } from './dom.js';
import { avatar } from './people.js';
import { me, now, store } from './store.js';
import { full } from './times.js';

const SWITCHES = [
  ['online', 'The phone is on'],
  ['readReceipts', 'Read receipts'],
  ['onWhatsApp', 'Has WhatsApp'],
  ['blocksSchool', 'Has blocked the school'],
  ['stopsMarketing', 'Wants no marketing (Meta’s own switch)'],
];
const WINDOW_MS = 24 * 3_600_000;

/** What is known about the person whose chat is open, and their telephone's switches. */
export function personTab() {
  const one = me();
  const reset = el(
    'button',
    { type: 'button', className: 'plain danger', on: { click: forgetAll } },
    'Forget all chats',
  );
  if (!one) return [el('p', { className: 'hint' }, 'Choose somebody first.'), reset];
  return [
    el(
      'div',
      { className: 'card' },
      avatar(one.name),
      el('div', {}, el('strong', {}, one.name), el('small', {}, role(one))),
    ),
    el(
      'dl',
      { className: 'facts' },
      ...facts(one).flatMap(([term, value]) => [el('dt', {}, term), el('dd', {}, value)]),
    ),
    ...SWITCHES.map(([key, title]) => toggle(one, key, title)),
    el(
      'button',
      { type: 'button', className: 'plain', on: { click: openNewNumber } },
      'Change their number…',
    ),
    reset,
  ];
}
personTab.signature = () => `${JSON.stringify(me())} ${windowText(me())}`;

function role({ role, note }) {
  const known = store.state.directory.find((entry) => entry.phone === me()?.phone);
  return [role || known?.role, note || known?.note].filter(Boolean).join(' · ') || 'Not known to the school';
}

function facts(one) {
  const hidden = one.kind === 'user_id_only';
  return [
    ['Number', one.phone ? `+${one.phone}${hidden ? ' (hidden from the school)' : ''}` : 'hidden'],
    ['User id', one.userId ?? 'none'],
    ['Free answers', windowText(one)],
    ...(one.blockedBySchool ? [['Blocked', 'by the school']] : []),
  ];
}

function windowText(one) {
  if (!one?.lastWroteAt) return 'never wrote: templates only';
  const until = one.lastWroteAt + WINDOW_MS;
  return until > now().getTime() ? `until ${full(until)}` : 'window closed: templates only';
}

function toggle(one, key, title) {
  const input = el('input', { type: 'checkbox', role: 'switch', id: `switch-${key}`, checked: one[key] });
  input.addEventListener('change', () => {
    call('person', { who: one.id, change: { [key]: input.checked } }).catch((error) => toast(error.message));
  });
  return el('label', { className: 'switch', htmlFor: `switch-${key}` }, el('span', {}, title), input);
}

function openNewNumber() {
  sheet('A new number', (close) => {
    const input = el('input', { type: 'tel', id: 'new-number', placeholder: '+91 90000 00199' });
    const submit = (event) => {
      event.preventDefault();
      if (input.value.replace(/\D/g, '').length < 7) return;
      close();
      void sendContent({ type: 'number_changed', phone: input.value });
    };
    return [
      el(
        'form',
        { className: 'fields', on: { submit } },
        el('label', { htmlFor: 'new-number' }, 'Meta tells the school that they have changed to'),
        input,
        el('button', { className: 'primary' }, 'Change'),
      ),
    ];
  });
}

function forgetAll() {
  sheet('Forget all chats?', (close) => [
    el(
      'div',
      { className: 'fields' },
      el(
        'p',
        {},
        'People, messages, media, templates and faults of the simulator go. The school’s own data stays.',
      ),
      el(
        'button',
        {
          type: 'button',
          className: 'primary danger',
          on: {
            click: async () => {
              close();
              store.me = null;
              store.seen = {};
              sessionStorage.removeItem('seen');
              await call('reset', {}).catch((error) => toast(error.message));
            },
          },
        },
        'Forget',
      ),
    ),
  ]);
}
