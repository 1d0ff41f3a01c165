/** Another batch for good: no seat in another class for once. */
const BATCH =
  /\b(?:shift|change|switch|move|transfer)\b.*\bbatch\b|\bbatch\b.*\b(?:change|shift|switch|transfer|badal\w*|marchu\w*|marpu\w*|maarch\w*)|बैच.*(?:बदल|चेंज)|(?:बदल|चेंज).*बैच|బ్యాచ్.*(?:మార్చ|మార్పు)/iu;
/** An end of the classes: no end of the messages. */
const ENDS =
  /\b(?:stop|quit|leave|end|discontinue)\s+(?:learning\s+|taking\s+|attending\s+)?(?:the\s+|his\s+|her\s+|my\s+)?(?:guitar|piano|keyboard|violin|drums?|tabla|vocals?|singing|music|school|lessons)\b(?!\s+(?:messages?|reminders?|msgs?|updates?))/iu;

/** What the office alone can do for a family. */
export function officeArranges(said: string): boolean {
  return BATCH.test(said) || ENDS.test(said);
}
