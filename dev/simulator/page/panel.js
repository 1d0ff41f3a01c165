import { byId, el, iconButton } from './dom.js';
import { icon } from './icons.js';
import { jsonTab, trafficTab } from './panel-json.js';
import { personTab } from './panel-person.js';
import { clockTab, faultsTab } from './panel-world.js';
import { changed, store } from './store.js';

const TABS = [
  ['person', 'Person', personTab],
  ['clock', 'Clock', clockTab],
  ['faults', 'Faults', faultsTab],
  ['traffic', 'Traffic', trafficTab],
  ['json', 'JSON', jsonTab],
];

/** @param {string | null} tab null = the last one, or closes it when open */
export function openPanel(tab, messageId) {
  if (tab === null && store.panel !== null) {
    closePanel();
    return;
  }
  if (messageId !== undefined) store.selected = messageId;
  store.panel = tab ?? store.lastPanel ?? 'clock';
  store.lastPanel = store.panel;
  changed();
}

export function closePanel() {
  store.panel = null;
  changed();
}

let signature = '';

export function drawPanel() {
  const panel = byId('panel');
  const open = store.panel !== null;
  panel.hidden = !open;
  byId('app').classList.toggle('with-panel', open);
  if (!open) {
    signature = '';
    return;
  }
  const [, , draw] = TABS.find(([name]) => name === store.panel) ?? TABS[0];
  const next = `${store.panel} ${draw.signature(store)}`;
  if (next === signature) return;
  signature = next;
  const scroll = panel.querySelector('.panel-body')?.scrollTop ?? 0;
  const focused = document.activeElement?.id;
  const body = el(
    'div',
    {
      className: 'panel-body',
      role: 'tabpanel',
      id: 'tab-body',
      tabIndex: 0,
      'aria-labelledby': `tab-${store.panel}`,
    },
    ...draw(),
  );
  panel.replaceChildren(header(), body);
  body.scrollTop = scroll;
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
}

function header() {
  const tabs = TABS.map(([name, title]) => {
    const chosen = name === store.panel;
    const tab = el(
      'button',
      {
        type: 'button',
        id: `tab-${name}`,
        role: 'tab',
        'aria-selected': String(chosen),
        'aria-controls': 'tab-body',
        tabIndex: chosen ? 0 : -1,
        on: { click: () => openPanel(name) },
      },
      title,
    );
    const active = name === 'faults' ? Object.keys(store.state.faults).length : 0;
    if (active > 0) tab.append(el('span', { className: 'badge' }, String(active)));
    return tab;
  });
  const list = el('div', { className: 'tabs', role: 'tablist', on: { keydown: moveWithKeys } }, ...tabs);
  return el('header', { className: 'bar panel-head' }, iconButton(icon('close'), 'Close', closePanel), list);
}

function moveWithKeys(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const at = TABS.findIndex(([name]) => name === store.panel);
  const next = TABS[(at + step + TABS.length) % TABS.length][0];
  openPanel(next);
  setTimeout(() => document.getElementById(`tab-${next}`)?.focus(), 40);
}
