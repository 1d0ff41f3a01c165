import { store } from './store.js';

function format(at, options) {
  return new Intl.DateTimeFormat('en-IN', { timeZone: store.state.school.timeZone, ...options }).format(
    new Date(at),
  );
}

export function timeOfDay(at) {
  return format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

export function dayKey(at) {
  return format(at, { year: 'numeric', month: '2-digit', day: '2-digit' });
}

/** Today, Yesterday, or the date. */
export function dayName(at, now) {
  if (dayKey(at) === dayKey(now)) return 'Today';
  if (dayKey(at) === dayKey(now.getTime() - 86_400_000)) return 'Yesterday';
  return format(at, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
}

export function full(at) {
  return format(at, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
}

/** For an input of type datetime-local. */
export function wall(at) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: store.state.school.timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type) => parts.find((one) => one.type === type)?.value;
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}
