import { stringify } from 'csv-stringify/sync';

/** What a spreadsheet would take for a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[\s\uFEFF]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/**
 * A table as CSV: quoted as RFC 4180 says, with the mark by which Excel reads Telugu and Hindi as they are. Whoever writes
 * to the school chooses the words, so nothing of theirs may run as a formula in the office's spreadsheet.
 */
export function csvOf(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const safe = rows.map((row) => row.map((cell) => (FORMULA.test(cell) ? `'${cell}` : cell)));
  return stringify([[...columns], ...safe], { bom: true, record_delimiter: 'windows', quoted_string: true });
}
