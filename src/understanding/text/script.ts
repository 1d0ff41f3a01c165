/** Devanagari and Telugu in Latin letters, the way people type them: enough to compare with, not to read aloud. */

export type Script = 'latin' | 'devanagari' | 'telugu';

const DEVANAGARI = 0x0900;
const TELUGU = 0x0c00;

// Both Unicode blocks have the same layout (it is that of ISCII), so one table of offsets serves both.
const LETTERS = 'a aa i ee u oo ri l e e e ai o o o au'.split(' ');
const SIGNS = 'aa i ee u oo ri ri e e e ai o o o au'.split(' ');
const CONSONANTS =
  'k kh g gh n ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h'.split(' ');
const WITH_DOT: Readonly<Record<string, string>> = { j: 'z', ph: 'f' };
const AT = { nasal: [0x01, 0x02], letters: 0x05, consonants: 0x15, dot: 0x3c, signs: 0x3e, killer: 0x4d };

/** The script most of the text is in; digits and signs count for nothing. */
export function scriptOf(text: string): Script {
  const devanagari = text.match(/[\u0904-\u0963]/g)?.length ?? 0;
  const telugu = text.match(/[\u0c05-\u0c63]/g)?.length ?? 0;
  if (devanagari === 0 && telugu === 0) return 'latin';
  return devanagari >= telugu ? 'devanagari' : 'telugu';
}

/** One written syllable: consonants carry an unwritten `a` until a sign or the vowel killer says otherwise. */
interface Syllable {
  consonant: string;
  vowel: string;
  unwritten: boolean;
  nasal: boolean;
}

/** Changes only letters of the two scripts (and their digits); everything else stays as it is. */
export function toLatin(text: string): string {
  return text
    .replace(/\u200b|\u200c|\u200d|\ufeff/g, '')
    .replace(/[\u0900-\u0963]+/g, (word) => spell(syllables(word, DEVANAGARI), true))
    .replace(/[\u0c00-\u0c63]+/g, (word) => spell(syllables(word, TELUGU), false))
    .replace(/[\u0966-\u096f\u0c66-\u0c6f]/g, (digit) => String(((digit.codePointAt(0) ?? 0) & 0x7f) - 0x66));
}

function syllables(word: string, base: number): Syllable[] {
  const out: Syllable[] = [];
  for (const char of word) {
    const at = (char.codePointAt(0) ?? 0) - base;
    const last = out.at(-1);
    const letter = LETTERS[at - AT.letters];
    const consonant = CONSONANTS[at - AT.consonants];
    const sign = SIGNS[at - AT.signs];
    if (letter !== undefined) out.push({ consonant: '', vowel: letter, unwritten: false, nasal: false });
    else if (consonant !== undefined) out.push({ consonant, vowel: 'a', unwritten: true, nasal: false });
    else if (!last) continue;
    else if (AT.nasal.includes(at)) last.nasal = true;
    else if (at === AT.dot) last.consonant = WITH_DOT[last.consonant] ?? last.consonant;
    else if (at === AT.killer) Object.assign(last, { vowel: '', unwritten: false });
    else if (sign !== undefined) Object.assign(last, { vowel: sign, unwritten: false });
  }
  return out;
}

function spell(word: Syllable[], hindi: boolean): string {
  if (hindi) dropSilentVowels(word);
  return word.map((s, i) => s.consonant + s.vowel + nasalOf(s, word[i + 1], hindi)).join('');
}

/** Hindi leaves some unwritten vowels unspoken: राम is Ram, अहमद is Ahmad. From the end, as people say them. */
function dropSilentVowels(word: Syllable[]): void {
  for (let i = word.length - 1; i > 0; i--) {
    const [before, here, after] = [word[i - 1], word[i], word[i + 1]];
    if (!before || !here?.unwritten || here.nasal || before.vowel === '') continue;
    if (!after || after.vowel !== '') here.vowel = '';
  }
}

function nasalOf(syllable: Syllable, next: Syllable | undefined, hindi: boolean): string {
  if (!syllable.nasal) return '';
  if (!next) return hindi ? 'n' : 'm';
  return /^[pbm]/.test(next.consonant) ? 'm' : 'n';
}
