/** JSON as the simulator builds and reads it; `undefined` members vanish when written. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json | undefined };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function objectAt(value: Json | undefined, key: string): JsonObject | null {
  const inner = isObject(value) ? value[key] : undefined;
  return isObject(inner) ? inner : null;
}

export function listAt(value: Json | undefined, key: string): Json[] {
  const inner = isObject(value) ? value[key] : undefined;
  return Array.isArray(inner) ? inner : [];
}

/** The text at a key; a number is read as text, as Meta does. */
export function textAt(value: Json | undefined, key: string): string | null {
  const inner = isObject(value) ? value[key] : undefined;
  if (typeof inner === 'number') return String(inner);
  return typeof inner === 'string' ? inner : null;
}

/** ASCII-only JSON with lower-case \uXXXX, the bytes that Meta signs; optionally with `/` as `\/`. */
export function asciiJson(value: Json, escapeSlashes = false): string {
  const ascii = JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return escapeSlashes ? ascii.replaceAll('/', '\\/') : ascii;
}

export function jsonResponse(body: Json, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', ...headers },
  });
}
