import { call } from './api.js';
import { el, toast } from './dom.js';
import { now, setClock, store } from './store.js';
import { full, wall } from './times.js';

const STEPS = [
  ['+10m', '+10 minutes'],
  ['+1h', '+1 hour'],
  ['+1d', '+1 day'],
];

/** The school's clock, and ways to move it. */
export function clockTab() {
  const input = el('input', { type: 'datetime-local', id: 'clock-set', value: wall(now()) });
  const move = async (to) => {
    try {
      setClock((await call('clock', { to })).now);
    } catch (error) {
      toast(error.message);
    }
  };
  const set = (event) => {
    event.preventDefault();
    void move(input.value);
  };
  const still = !store.state.clockMoves;
  return [
    el('p', { className: 'big-clock', id: 'big-clock' }, full(now())),
    el(
      'p',
      { className: 'hint' },
      `${store.state.school.timeZone}. The bot, reminders and the 24-hour window all take this clock.`,
    ),
    el(
      'div',
      { className: 'steps' },
      ...STEPS.map(([to, title]) =>
        el(
          'button',
          {
            type: 'button',
            className: 'plain',
            id: `clock${to}`,
            disabled: still,
            on: { click: () => move(to) },
          },
          title,
        ),
      ),
    ),
    el(
      'form',
      { className: 'fields', on: { submit: set } },
      el('label', { htmlFor: 'clock-set' }, 'Or set it'),
      input,
      el('button', { className: 'primary', disabled: still }, 'Set the clock'),
    ),
  ];
}
clockTab.signature = () => store.state.now;

const LASTING = [
  ['off', 'Off'],
  ['1', 'Next call'],
  ['3', 'Next 3 calls'],
  ['on', 'Until switched off'],
];

/** A switch for everything that can go wrong at Meta. */
export function faultsTab() {
  const side = (name) => store.state.faultKinds.filter((kind) => kind.side === name).map(faultRow);
  const off = () =>
    setFaults(Object.fromEntries(Object.keys(store.state.faults).map((name) => [name, false])));
  return [
    el('h3', {}, 'When the school calls Meta'),
    ...side('graph'),
    el('h3', {}, 'When Meta calls the school'),
    ...side('webhook'),
    el(
      'button',
      {
        type: 'button',
        className: 'plain',
        disabled: Object.keys(store.state.faults).length === 0,
        on: { click: off },
      },
      'Switch all off',
    ),
  ];
}
faultsTab.signature = () => JSON.stringify(store.state.faults);

function faultRow({ name, about, value }) {
  const active = store.state.faults[name];
  const lasting = !active ? 'off' : active.times === null ? 'on' : String(active.times);
  const choices = LASTING.some(([id]) => id === lasting)
    ? LASTING
    : [...LASTING, [lasting, `Next ${lasting} calls`]];
  const select = el(
    'select',
    { id: `fault-${name}`, 'aria-describedby': `about-${name}` },
    ...choices.map(([id, title]) => el('option', { value: id, selected: id === lasting }, title)),
  );
  const amount =
    value === null
      ? null
      : el('input', {
          type: 'number',
          id: `value-${name}`,
          value: String(active?.value ?? value),
          'aria-label': `${name}: how much`,
        });
  const apply = () => {
    const times = select.value === 'on' ? null : Number(select.value);
    const given = amount ? { value: Number(amount.value) } : {};
    return setFaults({ [name]: select.value === 'off' ? false : { times, ...given } });
  };
  select.addEventListener('change', apply);
  amount?.addEventListener('change', () => select.value !== 'off' && apply());
  return el(
    'div',
    { className: `fault ${active ? 'active' : ''}` },
    el('label', { htmlFor: `fault-${name}` }, name.replaceAll('_', ' ')),
    el('div', { className: 'fault-set' }, amount, select),
    el('p', { id: `about-${name}` }, about),
  );
}

async function setFaults(settings) {
  try {
    await call('faults', settings);
  } catch (error) {
    toast(error.message);
  }
}
