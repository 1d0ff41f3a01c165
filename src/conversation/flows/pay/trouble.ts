import { saysPaid } from './reading.js';

/** What a family says of money that only a person can put right. */
export type Trouble = 'wrong' | 'parts' | 'unseen';

const WRONG =
  /\bwrong\b|\bincorrect|\bgalat\b|\btwice\b|\bdouble\b|\bdo baar\b|\brendu ?sarlu\b|\bextra (?:money|amount|charge)|\bovercharg|गलत|ग़लत|दो बार|తప్పు|రెండు ?సార్లు/iu;
const PARTS =
  /\binstal?l?ments?\b|\bemi\b|\bhalf (?:now|the|of|fees?|payment|amount)|\b(?:pay|paying) half\b|\bpart(?:ial)? payment|\bpay partly|\bin parts\b|\bkist|\bkisht|\baadhi? (?:fees|paise|abhi)|\bsagam\b|किस्त|आधी फ़?ीस|आधे पैसे|వాయిదా|సగం/iu;
const ASKS =
  /\?\s*$|^\s*(?:have|has|had|did|do|does|is|was|were|when|kab|kya|eppudu|कब|क्या|ఎప్పుడు)(?![\p{L}\p{M}])/iu;
const CLAIM =
  /\b(?:i|we)(?: have|['’]ve)?(?: already)? paid\b|\balready paid\b|\bpaid (?:already|yesterday|today|but|by|through|via|in|on|last|the|all)\b|\bpayment (?:done|made|ho ga)|\bnot (?:showing|shown|updated|reflect|seen|received)|\bno receipt\b|\b(?:de|kar|bhar) (?:diy|di\b)|\bcash\b|\bdebited\b|\bdeducted\b|\bkatte?s\w+|\bkattanu\b|\bkattaanu\b|\bkattamu?\b|\bichanu\b|\bicchanu\b|\bchesanu\b|\bkat ga[iy]|दे दि|दे दी|कर दि|कर दी|भर दि|भर दी|हो गया|कट ग|కట్టేశా|కట్టాను|కట్టాం|చెల్లించా|చేశాను|ఇచ్చా|కట్ అయ/iu;

/** "Paid but not showing", "wrong amount", "in installments"; null where nothing of the kind is said. */
export function troubleIn(said: string): Trouble | null {
  if (PARTS.test(said)) return 'parts';
  if (WRONG.test(said)) return 'wrong';
  return saysPaid(said) && CLAIM.test(said) && !ASKS.test(said) ? 'unseen' : null;
}

const ENDS =
  /\bcancel|\bclose\b|\bremove\b|\bdelete\b|\bradd\b|\braddu\b|\bdon['’]?t want\b|\bnahi chahiye\b|रद्द|कैंसिल|नहीं चाहिए|రద్దు|క్యాన్సిల్|వద్దు/iu;

/** "Cancel the link". */
export function endsLink(said: string): boolean {
  return ENDS.test(said);
}
