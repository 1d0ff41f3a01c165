/**
 * A value as JSON that Postgres takes: it has no room for NUL, nor for one half of a surrogate pair, and would refuse
 * the whole webhook for one such letter. JSON.stringify escapes exactly these, so an escape is all there is to look for.
 */
export function jsonForPostgres(value: unknown): string {
  return JSON.stringify(value).replace(/\\(\\|u0000|ud[89a-f][0-9a-f]{2})/g, (found, escaped) =>
    escaped === '\\' ? found : '\ufffd',
  );
}
