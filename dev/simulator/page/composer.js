import { call } from './api.js';
import { openAttachments, openVoice } from './attach.js';
import { el, iconButton, toast } from './dom.js';
import { icon } from './icons.js';
import { plain } from './people.js';
import { changed, message as findMessage, store } from './store.js';

/** What was typed to nobody yet, per person: changing chats loses nothing. */
const drafts = new Map();
let whose = null;

const input = el('textarea', {
  rows: 1,
  placeholder: 'Message',
  'aria-label': 'Message',
  autocomplete: 'off',
});
const sendButton = iconButton(icon('send'), 'Send', () => submit(), 'round send');
const voiceButton = iconButton(icon('mic'), 'Voice note', () => openVoice(), 'round send');
const attach = iconButton(icon('plus'), 'Photo, place and more', () => openAttachments());
const above = el('div', { className: 'composer-above' });

export const composer = el(
  'form',
  { className: 'composer', on: { submit: (event) => event.preventDefault() } },
  above,
  el(
    'div',
    { className: 'composer-line' },
    attach,
    el('div', { className: 'composer-field' }, input),
    sendButton,
    voiceButton,
  ),
);

input.addEventListener('input', () => grow());
input.addEventListener('keydown', (event) => {
  // Enter while a Hindi or Telugu keyboard is composing belongs to the keyboard.
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    void submit();
  }
  if (event.key === 'Escape' && (store.replyTo || store.editing)) dismiss();
});

export function drawComposer() {
  if (whose !== store.me) {
    if (whose !== null) drafts.set(whose, input.value);
    whose = store.me;
    input.value = drafts.get(whose) ?? '';
  }
  const target = findMessage(store.replyTo ?? store.editing ?? '');
  above.replaceChildren(
    ...(target
      ? [
          el(
            'div',
            { className: 'quote' },
            el(
              'strong',
              {},
              store.editing ? 'Edit' : target.direction === 'in' ? 'You' : store.state.school.name,
            ),
            el('span', {}, plain(target.view.body).slice(0, 120) || target.view.kind),
          ),
          iconButton('✕', 'Leave it', dismiss),
        ]
      : []),
  );
  grow();
}

export function focusComposer(text) {
  if (text !== undefined) input.value = text;
  grow();
  input.focus();
}

function dismiss() {
  if (store.editing) input.value = '';
  store.replyTo = null;
  store.editing = null;
  changed();
  input.focus();
}

function grow() {
  input.style.setProperty('height', 'auto');
  input.style.setProperty('height', `${Math.min(input.scrollHeight, 140)}px`);
  const empty = input.value.trim() === '';
  sendButton.hidden = empty;
  voiceButton.hidden = !empty;
}

async function submit() {
  const body = input.value.trim();
  if (!body || store.me === null) return;
  const content = store.editing
    ? { type: 'edit', messageId: store.editing, body }
    : { type: 'text', body, ...(store.replyTo ? { replyTo: store.replyTo } : {}) };
  input.value = '';
  store.replyTo = null;
  store.editing = null;
  changed();
  await sendContent(content);
}

/** Sends something from the person whose chat is open. */
export async function sendContent(content) {
  try {
    await call('send', { who: store.me, content });
  } catch (error) {
    toast(error.message);
  }
}
