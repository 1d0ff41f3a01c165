import type { Json, JsonObject } from './json.js';

/** One update for the school; several may travel in one request. */
export interface Update {
  field: string;
  value: JsonObject;
}

/** Updates of one kind share a change; a batch is spread over two entries, as Meta may do. */
export function envelope(businessAccountId: string, updates: Update[], now: Date): JsonObject {
  const changes = merge(updates);
  const half = Math.ceil(changes.length / 2);
  const entries = changes.length > 1 ? [changes.slice(0, half), changes.slice(half)] : [changes];
  return {
    object: 'whatsapp_business_account',
    entry: entries.map((entry) => ({
      id: businessAccountId,
      time: updates.some((one) => one.field !== 'messages') ? Math.floor(now.getTime() / 1000) : undefined,
      changes: entry.map(({ field, value }) => ({ value, field })),
    })),
  };
}

function merge(updates: Update[]): Update[] {
  const merged: Update[] = [];
  for (const update of updates) {
    const twin = merged.find(
      (one) => one.field === 'messages' && update.field === 'messages' && sameSender(one.value, update.value),
    );
    if (!twin) merged.push({ field: update.field, value: { ...update.value } });
    else twin.value = joined(twin.value, update.value);
  }
  return merged;
}

function sameSender(a: JsonObject, b: JsonObject): boolean {
  return JSON.stringify(a.contacts) === JSON.stringify(b.contacts) && !a.statuses === !b.statuses;
}

function joined(a: JsonObject, b: JsonObject): JsonObject {
  const list = (key: string): Json[] | undefined => {
    const both = [a[key], b[key]].flatMap((one) => (Array.isArray(one) ? one : []));
    return both.length > 0 ? both : undefined;
  };
  return { ...a, messages: list('messages'), statuses: list('statuses') };
}
