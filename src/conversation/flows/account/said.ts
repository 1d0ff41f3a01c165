import type { Claimable } from '../../../school/identity/claimable.js';
import { type Roster, matchName } from '../../../understanding/names.js';
import { soundKey } from '../../../understanding/text/sound.js';

/** Words around a name in "I am Priya's mother, this is my new number", in English, Hindi and Telugu; by sound. */
const AROUND = new Set(
  'i im am is are a an the my me we our us you your it its this that to of for from with at in on and or no not name number phone mobile whatsapp new old other another changed change link linked linking connect connected add register update please pls plz kindly can could want would like need hello hi dear sir madam mam maam mother mom mum mummy mumma mommy father dad daddy papa parent parents guardian grandmother grandfather grandma grandpa granny uncle aunty aunt brother sister wife husband son sons daughter daughters child children kid kids ward family student pupil learner teacher teach teaches study studies studying learn learns learning class classes school account accounts speaking here there already also only just again who has have been main mein mai mera meri mere mujhe hoon hun hu hai hain ka ki ke ko ne se bol raha rahi ye yeh is naam naya nayi number badal gaya gayi maa ma mata pita pitaji beta beti bachcha bachche jodo jod jodiye jodna karo kar do dijiye kijiye wala wali nenu naa na ni nu ku ki amma ammani ammanu nanna nannani nannanu tandri talli thalli thandri valla vaalla vallu peru idi kotha kottha marindi maarindi cheyandi cheyyandi chey jathacheyandi abbayi ammayi babu papa garu andi मैं मेरा मेरी मेरे मुझे हूँ हूं है हैं का की के को ने से बोल रहा रही यह ये नाम नया नयी नई नंबर बदल गया गयी गई माँ मां मम्मी माता पापा पिता पिताजी बेटा बेटी बच्चा बच्चे बच्ची जोड़ो जोड़ें जोड़िए जोड़ दो कर करो दीजिए कृपया लिंक खाता हमारा हमारी इस आपके यहाँ पढ़ता पढ़ती सीखता सीखती शिक्षक टीचर नहीं నేను నా నాది మా అమ్మని అమ్మను అమ్మ నాన్నని నాన్నను నాన్న తల్లిని తండ్రిని వాళ్ళ వాళ్ల గారి పేరు ఇది కొత్త నంబర్ నంబరు మారింది జతచేయండి చేయండి లింక్ దయచేసి అబ్బాయి అమ్మాయి బాబు పాప టీచర్ టీచర్ని ని ను కు కి మీ దగ్గర'
    .split(' ')
    .map((w) => soundKey(w) || w),
);
/** Endings that make a name into "of" or "to" it, and say nothing about who it is. */
const ENDINGS = /['’`]s$|['’`]$/u;
/** Nobody's name has more words. */
const LONGEST = 5;

/**
 * The name that somebody gives, found without looking at the school's list: what follows must not depend on whether
 * the school knows it. Null where there is none, or too much else.
 */
export function nameIn(text: string): string | null {
  const words = text.replace(/['’`]m\b/gu, ' am').match(/(?:[\p{L}\p{M}.'’`]|\u200c|\u200d)+/gu) ?? [];
  const names = words
    .map((w) => w.replace(ENDINGS, '').replace(/^\.+|\.+$/g, ''))
    .filter((w) => w !== '' && !AROUND.has(soundKey(w) || w.toLowerCase()));
  return names.length === 0 || names.length > LONGEST ? null : names.join(' ');
}

/** Whom of the school a name means. Several who fit stay several. */
export function meantBy(name: string, people: readonly Claimable[]): Claimable[] {
  const roster: Roster = people;
  const match = /\d/.test(name) ? null : matchName(name, roster);
  const ids = match?.kind === 'one' ? [match.id] : match?.kind === 'several' ? match.ids : [];
  return people.filter((p) => ids.includes(p.id));
}
