/** What people call each instrument, in all scripts, under the word by which a school would name it. */
export const INSTRUMENT_NAMES: Readonly<Record<string, string>> = {
  keyboard: 'keyboard|keybord|keybrd|key board|casio|synthesizer|कीबोर्ड|కీబోర్డ్|కీబోర్డు',
  guitar: 'guitar|gitar|guitr|guiter|gutar|गिटार|గిటార్|గిటారు',
  piano: 'piano|pino|piyano|पियानो|పియానో',
  drums: 'drums|drum|drms|drumset|ड्रम|ड्रम्स|డ్రమ్స్|డ్రమ్',
  tabla: 'tabla|tabala|tabl|तबला|తబలా|తబల|తబ్లా',
  violin: 'violin|vilon|violen|vayolin|वायलिन|వయోలిన్|వయొలిన్',
  'hindustani vocals':
    'hindustani|hindustani vocals|hindustani vocal|hindustani music|हिंदुस्तानी|हिन्दुस्तानी|హిందుస్తానీ',
  'carnatic vocals':
    'carnatic|karnatik|karnatic|carnatic vocals|carnatic vocal|carnatic music|कर्नाटक संगीत|కర్ణాటక సంగీతం|కర్నాటక సంగీతం|కర్ణాటక',
  vocals: 'vocals|vocal|singing|gaana|gana|gayan|paatalu|patalu|गाना|गायन|వోకల్|వోకల్స్|పాటలు',
  flute: 'flute|bansuri|venuvu|बांसुरी|ఫ్లూట్|వేణువు',
  ukulele: 'ukulele|ukelele',
  mridangam: 'mridangam|mrudangam|మృదంగం',
  veena: 'veena|వీణ|वीणा',
  sitar: 'sitar|सितार|సితార్',
  harmonium: 'harmonium|हारमोनियम|హార్మోనియం',
  dance: 'dance|kuchipudi|bharatanatyam|डांस|డాన్స్',
};
