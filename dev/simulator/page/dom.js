/**
 * Builds an element. Strings become text nodes, never markup: names and messages come from strangers.
 * @param {string} tag
 * @param {Record<string, unknown>} [props] `on` holds listeners; false and null attributes are left out
 * @param {...(Node | string | null | undefined | false)} children
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === 'on')
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    else if (key === 'data') Object.assign(node.dataset, value);
    else if (key in node && key !== 'list' && !key.startsWith('aria')) node[key] = value;
    else node.setAttribute(key, value === true ? '' : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

/** @param {string} id */
export function byId(id) {
  const node = document.getElementById(id);
  if (!node) throw new Error(`no #${id}`);
  return node;
}

/** A button with a drawing and a spoken name. */
export function iconButton(drawing, label, onClick, className = 'round') {
  return el(
    'button',
    { type: 'button', className, 'aria-label': label, title: label, on: { click: onClick } },
    drawing,
  );
}

/** Tells something in passing. */
export function toast(text) {
  const note = el('div', { className: 'toast' }, text);
  byId('toasts').append(note);
  setTimeout(() => note.remove(), 4500);
}

/**
 * A dialog that comes up from below on a phone and stands in the middle on a desk. It returns the focus by itself.
 * @param {string} title
 * @param {(close: () => void) => Node[]} content
 */
export function sheet(title, content) {
  const dialog = el('dialog', { className: 'sheet', 'aria-label': title });
  const close = () => dialog.close();
  const head = el(
    'header',
    { className: 'sheet-head' },
    el('h2', {}, title),
    el('button', { type: 'button', className: 'round', 'aria-label': 'Close', on: { click: close } }, '✕'),
  );
  dialog.append(head, ...content(close));
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const drawn = new WeakMap();

/**
 * Makes a parent's children be these, drawing only what changed: a click that has begun, the focus and a selection stay.
 * @param {Element} parent
 * @param {{ key: string, content: string, draw: () => Element, update?: (node: Element) => void }[]} items
 * `content` says what the node shows; `update` brings a node up to date that may stay as it is otherwise
 */
export function keyed(parent, items) {
  const known = drawn.get(parent) ?? new Map();
  const next = new Map();
  const nodes = items.map(({ key, content, draw, update }) => {
    const before = known.get(key);
    const node = before?.content === content ? before.node : draw();
    update?.(node);
    next.set(key, { content, node });
    return node;
  });
  drawn.set(parent, next);
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  nodes.forEach((node, index) => {
    if (parent.children[index] !== node) parent.insertBefore(node, parent.children[index] ?? null);
  });
}
