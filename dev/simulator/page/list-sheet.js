import { el, sheet } from './dom.js';
import { tap } from './tap.js';

/** The rows of a list message under their sections; one is chosen and then sent, as on a telephone. */
export function openList(message) {
  const { listButton, options } = message.view;
  sheet(listButton, (close) => {
    const send = el('button', { className: 'primary', disabled: true }, 'Send');
    const rows = options.map((option, index) => rowOf(option, index, send));
    const fields = sections(options, rows);
    const submit = async (event) => {
      event.preventDefault();
      const chosen = options[Number(new FormData(event.target).get('row'))];
      close();
      if (chosen) await tap(message, chosen);
    };
    return [
      el(
        'form',
        { className: 'list-form', on: { submit } },
        el('div', { className: 'list-rows' }, ...fields),
        send,
      ),
    ];
  });
}

function rowOf(option, index, send) {
  const input = el('input', { type: 'radio', name: 'row', value: String(index) });
  input.addEventListener('change', () => {
    send.disabled = false;
  });
  return el(
    'label',
    { className: 'list-row' },
    el(
      'span',
      { className: 'list-text' },
      el('span', {}, option.title),
      option.description && el('small', {}, option.description),
    ),
    input,
  );
}

function sections(options, rows) {
  const titles = [...new Set(options.map((option) => option.section ?? ''))];
  return titles.map((title) =>
    el(
      'fieldset',
      {},
      el('legend', { className: title ? '' : 'sr' }, title || 'Choose one'),
      ...rows.filter((_, index) => (options[index].section ?? '') === title),
    ),
  );
}
