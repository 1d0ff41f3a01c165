const SVG = 'http://www.w3.org/2000/svg';

/** Drawn for this page, 24 by 24, in the colour of the text around. */
const DRAWINGS = {
  back: 'M14.5 5.5 8 12l6.5 6.5',
  plus: 'M12 5v14M5 12h14',
  send: 'M5 12 4 4.500l16.5 7.500L4 19.5 5 12zm0 0h8',
  mic: 'M12 4a2.5 2.5 0 0 0-2.5 2.500v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4zM6.5 11.500a5.5 5.5 0 0 0 11 0M12 17v3.5',
  play: 'M8 5.500v13l10.5-6.500z',
  tools: 'M4 7.500h8m4 0h4M4 16.500h3m4 0h9M14 5.500v4M9 14.500v4',
  moon: 'M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10z',
  link: 'M13.5 5H19v5.500M19 5l-8.5 8.500M10 6H5.500v12.500H18V14',
  list: 'M9 7h10.500M9 12h10.500M9 17h10.500M5 7h.01M5 12h.01M5 17h.01',
  reply: 'M10 6.5 4.5 12l5.5 5.500M5 12h8.500c3.5 0 6 2.3 6 6',
  down: 'M6.5 9.5 12 15l5.5-5.5',
  code: 'M9 7l-5 5 5 5M15 7l5 5-5 5',
  person: 'M12 4.500a3.7 3.7 0 1 1 0 7.4 3.7 3.7 0 0 1 0-7.400zM4.5 20c.6-3.8 3.5-6 7.5-6s6.9 2.2 7.5 6',
  place:
    'M12 3.500a6.5 6.5 0 0 1 6.5 6.500c0 4.5-6.5 10.5-6.5 10.500S5.5 14.5 5.5 10A6.5 6.5 0 0 1 12 3.500zm0 4.300a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.400z',
  image: 'M4 5.500h16v13H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.200h.01',
  paper: 'M6.5 3.500h7l4 4v13h-11zM13 3.500V8h4.500M9.5 12.500h5M9.5 16h5',
  smile:
    'M12 3.500a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM8.5 14c.8 1.5 2 2.2 3.5 2.200s2.7-.7 3.5-2.200M9 9.500h.01M15 9.500h.01',
  forward: 'M14 6.5 19.5 12 14 17.500M19 12h-8.500c-3.5 0-6 2.3-6 6',
  call: 'M6 4h3.500l1.5 4.5-2.3 1.500a11 11 0 0 0 5.3 5.300l1.5-2.300L20 14.500V18c0 1.2-1 2-2 2C11 20 4 13 4 6c0-1 .8-2 2-2z',
  bin: 'M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5',
  close: 'M6 6l12 12M18 6 6 18',
  copy: 'M8.5 8.500h11v11h-11zM15.5 8.500v-4h-11v11h4',
  poll: 'M6 19.500v-7M12 19.500v-15M18 19.500v-10',
  ad: 'M4 10v4h3l8 4.500v-13L7 10zM18 9.500c1.3 1.3 1.3 3.7 0 5',
  sticker: 'M4.5 4.500h15v9l-6 6h-9zM13.5 19.500v-6h6',
};

/** @param {keyof typeof DRAWINGS} name */
export function icon(name) {
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', DRAWINGS[name]);
  return svg([path], '0 0 24 24', 'icon');
}

const TICK = 'M1 6.5 4.2 9.7 11 2.7';
const SECOND_TICK = 'M7.4 9.200l.5.500L14.7 2.7';

/** The state of a message: a clock, one tick, two, two blue ones, or a warning. */
export function ticks(state) {
  const shapes = {
    sending: ['M7.5 1.500a4.7 4.7 0 1 1 0 9.4 4.7 4.7 0 0 1 0-9.400zM7.5 3.600v2.800l1.8 1'],
    accepted: [TICK],
    sent: [TICK],
    delivered: [TICK, SECOND_TICK],
    read: [TICK, SECOND_TICK],
    played: [TICK, SECOND_TICK],
    failed: ['M7.5 1.200a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM7.5 3.600v3.200M7.5 8.800v.1'],
  };
  const names = {
    sending: 'Waiting',
    accepted: 'Accepted by Meta',
    sent: 'Sent',
    delivered: 'Delivered',
    read: 'Read',
    played: 'Played',
    failed: 'Failed',
  };
  const paths = shapes[state].map((d) => {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    return path;
  });
  const node = svg(paths, '0 0 16 12', `ticks ticks-${state}`);
  node.removeAttribute('aria-hidden');
  node.setAttribute('role', 'img');
  node.setAttribute('aria-label', names[state]);
  const title = document.createElementNS(SVG, 'title');
  title.textContent = names[state];
  node.prepend(title);
  return node;
}

function svg(paths, viewBox, className) {
  const node = document.createElementNS(SVG, 'svg');
  node.setAttribute('viewBox', viewBox);
  node.setAttribute('class', className);
  node.setAttribute('aria-hidden', 'true');
  node.append(...paths);
  return node;
}
