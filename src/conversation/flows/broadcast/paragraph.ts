import type { Words } from './state.js';

/** As it can stand in a template: one paragraph that ends like a sentence. */
export function asParagraph(text: string): Words {
  const lines = text
    .split(/[\r\n\u2028\u2029]+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
  const joined = lines.map((line) => (ENDED.test(line) ? line : `${line}${stop(line)}`)).join(' ');
  return { message: joined, cleaned: lines.length > 1 };
}

const ENDED = /[.,:;!?।…)\]}"”’]$|\p{Extended_Pictographic}\ufe0f?$/u;
const stop = (line: string) => (/[\u0900-\u097f]$/.test(line) ? '।' : '.');
