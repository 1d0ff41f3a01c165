import { sendContent } from './composer.js';
import { el, sheet, toast } from './dom.js';
import { icon } from './icons.js';

/** Everything besides text that one can send. */
export function openAttachments() {
  sheet('Send', (close) => {
    const item = (drawing, title, act) =>
      el(
        'button',
        {
          type: 'button',
          className: 'tile',
          on: {
            click: () => {
              close();
              act();
            },
          },
        },
        el('span', { className: `tile-icon tile-${drawing}` }, icon(drawing)),
        title,
      );
    return [
      el(
        'div',
        { className: 'tiles' },
        item('image', 'Photo', () => pick('image/png,image/jpeg', 'image')),
        item('paper', 'Document', () => pick('.pdf,.txt,.doc,.docx,.xls,.xlsx', 'document')),
        item('mic', 'Voice note', () => openVoice()),
        item('place', 'Location', () => sendContent(HERE)),
        item('person', 'Contact', () => openContact()),
        item('sticker', 'Sticker', () => sendContent({ type: 'sticker' })),
        item('forward', 'Forwarded text', () => openForwarded()),
        item('ad', 'From an ad', () =>
          sendContent({ type: 'text', body: 'I saw your ad. Details please', referral: true }),
        ),
        item('poll', 'Poll', () => sendContent({ type: 'unsupported', kind: 'poll_creation' })),
        item('image', 'Sample photo', () => sendContent({ type: 'image', caption: '' })),
      ),
    ];
  });
}

const HERE = {
  type: 'location',
  name: 'Madhapur Metro',
  address: 'Madhapur, Hyderabad',
  latitude: 17.4375,
  longitude: 78.4012,
};

/** The words go along inside the recording, so that a stand-in for the transcription can hear them. */
export function openVoice() {
  ask('Voice note', 'What do you say?', 'All present except Sarah', (says) =>
    sendContent({ type: 'voice', says }),
  );
}

function openForwarded() {
  ask('Forwarded text', 'The text', 'Guitar 5pm: everyone came', (body) =>
    sendContent({ type: 'text', body, forwarded: 'once' }),
  );
}

function openContact() {
  ask('Contact', 'Name and number', 'Sunita +91 90000 00120', (text) => {
    const [, name = '', phone = ''] = /^(.*?)\s*(\+?[\d\s-]{7,})$/.exec(text) ?? [];
    if (!phone) toast('Please type a name and a number.');
    else void sendContent({ type: 'contacts', name: name || 'Somebody', phone: phone.trim() });
  });
}

function ask(title, label, placeholder, then) {
  sheet(title, (close) => {
    const input = el('textarea', { id: 'ask', rows: 3, placeholder });
    const submit = (event) => {
      event.preventDefault();
      const text = input.value.trim() || placeholder;
      close();
      then(text);
    };
    const form = el(
      'form',
      { className: 'fields', on: { submit } },
      el('label', { htmlFor: 'ask' }, label),
      input,
      el('button', { className: 'primary' }, 'Send'),
    );
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event);
    });
    return [form];
  });
}

function pick(accept, type) {
  const input = el('input', { type: 'file', accept });
  input.addEventListener('change', async () => {
    const file = input.files?.[0];
    if (!file) return;
    if (file.size > 5_000_000) {
      toast('That file is larger than 5 MB.');
      return;
    }
    const data = await base64(file);
    await sendContent({
      type,
      data,
      mimeType: file.type,
      ...(type === 'document' ? { filename: file.name } : {}),
    });
  });
  input.click();
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
