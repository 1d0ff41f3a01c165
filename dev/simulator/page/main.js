import { drawChat, narrow } from './chat.js';
import { byId, toast } from './dom.js';
import { icon } from './icons.js';
import { drawPanel, openPanel } from './panel.js';
import { drawPeople, openNewPerson } from './people.js';
import { become, changed, me, now, onChange, start, store, unread } from './store.js';
import { full } from './times.js';

function draw() {
  const app = byId('app');
  app.dataset.view = store.view;
  app.classList.toggle('offline', !store.connected);
  byId('clock-chip').textContent = full(now());
  drawPeople();
  drawChat();
  drawPanel();
  const waiting = store.state.people.reduce(
    (sum, one) => sum + (one.id === store.me ? 0 : unread(one.id)),
    0,
  );
  document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${me()?.name ?? 'Chat'} · ${store.state.school.name}`;
}

function tickClock() {
  if (!store.state) return;
  byId('clock-chip').textContent = full(now());
  const big = document.getElementById('big-clock');
  if (big) big.textContent = full(now());
}

const THEMES = ['light', 'dark'];

function toggleTheme() {
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const current = document.documentElement.dataset.theme ?? (dark ? 'dark' : 'light');
  const next = THEMES.find((one) => one !== current) ?? 'light';
  document.documentElement.dataset.theme = next;
  localStorage.setItem('theme', next);
}

function fromAddress() {
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (!wanted || wanted === store.me) return;
  const known = store.state.people.find((one) => one.id === wanted);
  const entry = store.state.directory.find((one) => one.phone === wanted.replace(/\D/g, ''));
  const details = known
    ? { phone: known.phone ?? undefined, userId: known.userId ?? undefined, kind: known.kind }
    : null;
  const fromDirectory = entry && {
    name: entry.name,
    phone: `+${entry.phone}`,
    role: entry.role,
    note: entry.note,
  };
  become(details ?? fromDirectory ?? { phone: wanted }).catch((error) => toast(error.message));
}

function wire() {
  const theme = localStorage.getItem('theme');
  if (theme) document.documentElement.dataset.theme = theme;
  byId('new-person').append(icon('plus'));
  byId('theme').append(icon('moon'));
  byId('tools-home').append(icon('tools'));
  byId('new-person').addEventListener('click', openNewPerson);
  byId('theme').addEventListener('click', toggleTheme);
  byId('tools-home').addEventListener('click', () => openPanel(null));
  byId('clock-chip').addEventListener('click', () => openPanel('clock'));
  byId('search').addEventListener('input', drawPeople);
  addEventListener('hashchange', fromAddress);
  document.addEventListener('visibilitychange', changed);
  matchMedia('(max-width: 760px)').addEventListener('change', changed);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || document.querySelector('dialog[open], .menu')) return;
    if (store.panel !== null && narrow()) openPanel(null);
  });
}

wire();
onChange(draw);
start().then(fromAddress, (error) => toast(`The simulator does not answer: ${error.message}`));
setInterval(tickClock, 5000);
