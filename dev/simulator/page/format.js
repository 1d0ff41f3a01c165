/**
 * WhatsApp's own marks: *bold*, _italic_, ~strike~, ```mono``` and `code`; and links.
 * The result is pieces of plain text: whoever shows them never needs markup.
 * @typedef {{ text: string, bold?: true, italic?: true, strike?: true, code?: true, url?: string }} Piece
 */

const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' };
const URL_PATTERN = /https?:\/\/[^\s<>"')\]]+[^\s<>"')\].,;:!?]/;
const WORD = /[\p{L}\p{M}\p{N}]/u;

/**
 * @param {string} text
 * @param {object} [style]
 * @returns {Piece[]}
 */
export function pieces(text, style = {}) {
  const found = firstMark(text);
  if (!found) return withLinks(text, style);
  const { start, end, size, kind } = found;
  const inner = text.slice(start + size, end);
  const marked = { ...style, [kind]: true };
  return [
    ...withLinks(text.slice(0, start), style),
    ...(kind === 'code' ? [{ text: inner, ...marked }] : pieces(inner, marked)),
    ...pieces(text.slice(end + size), style),
  ];
}

/** The first mark that is closed: it stands outside of words and hugs its text. */
function firstMark(text) {
  const link = URL_PATTERN.exec(text);
  for (let start = 0; start < text.length; start += 1) {
    if (link && start >= link.index && start < link.index + link[0].length) {
      // Underscores in an address are no marks; look for marks behind it.
      const rest = firstMark(text.slice(link.index + link[0].length));
      const by = link.index + link[0].length;
      return rest && { ...rest, start: rest.start + by, end: rest.end + by };
    }
    const found = markAt(text, start);
    if (found) return found;
  }
  return null;
}

function markAt(text, start) {
  if (text.startsWith('```', start)) {
    const end = text.indexOf('```', start + 3);
    return end > start + 3 ? { start, end, size: 3, kind: 'code' } : null;
  }
  const mark = text[start];
  const kind = mark === '`' ? 'code' : MARKS[mark];
  if (!kind || WORD.test(text[start - 1] ?? ' ') || /\s/.test(text[start + 1] ?? ' ')) return null;
  const line = text.indexOf('\n', start);
  const last = line === -1 ? text.length : line;
  for (let end = text.indexOf(mark, start + 2); end !== -1 && end < last; end = text.indexOf(mark, end + 1)) {
    const closes = !/\s/.test(text[end - 1]) && !WORD.test(text[end + 1] ?? ' ');
    if (closes) return { start, end, size: 1, kind };
  }
  return null;
}

function withLinks(text, style) {
  if (text === '') return [];
  const link = URL_PATTERN.exec(text);
  if (!link) return [{ text, ...style }];
  return [
    ...withLinks(text.slice(0, link.index), style),
    { text: link[0], ...style, url: link[0] },
    ...withLinks(text.slice(link.index + link[0].length), style),
  ];
}

const EMOJI =
  /^(\p{Extended_Pictographic}(\u200d\p{Extended_Pictographic}|\ufe0f|\p{Emoji_Modifier})*\s?){1,3}$/u;

/** One to three emoji and nothing else are shown large. */
export function isJumbo(text) {
  return EMOJI.test(text);
}
