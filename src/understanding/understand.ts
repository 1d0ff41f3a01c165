import type { ReadRequest, Understood } from './intent.js';
import type { Meter, Model } from './model.js';
import { entitiesFor, readOffline } from './offline.js';

export interface UnderstandDeps {
  /** Null where no model is set up, or an admin has switched it off. */
  model: Pick<Model, 'read'> | null;
  meter: Meter;
  /** Told of what should never happen; the person is answered all the same. */
  report?: (error: unknown) => void;
}

/**
 * Text to intent: a plain rule where it is certain, the model where it may be asked, else the offline reader,
 * which then says why. An intent that the role may not have is returned too; rights belong to the domain.
 */
export async function understand(deps: UnderstandDeps, request: ReadRequest): Promise<Understood> {
  let offline: Understood = {
    intent: 'out_of_scope',
    entities: {},
    confidence: 0,
    by: 'offline',
    language: 'en',
  };
  try {
    offline = readOffline(request);
    if (offline.by === 'rule' || wordless(request)) return offline;
    if (!deps.model) return { ...offline, fallback: 'no_model' };
    const answer = await deps.model.read(request, deps.meter);
    if (answer.ok) return withLocalWords(answer.understood, request);
    return { ...offline, fallback: answer.why, ...(answer.usage ? { usage: answer.usage } : {}) };
  } catch (error) {
    deps.report?.(error);
    return { ...offline, fallback: 'failed' };
  }
}

/** "2" with nothing to choose from, "👍", "??": there are no words in it for a model to read. */
function wordless({ text }: ReadRequest): boolean {
  return !/\p{L}/u.test(text);
}

/** Dates, times and instruments that the model left out are read here; what it did say stands. */
function withLocalWords(understood: Understood, request: ReadRequest): Understood {
  const { date, time, instrument, makeup } = entitiesFor(request, understood.intent);
  const local = {
    ...(date ? { date } : {}),
    ...(time ? { time } : {}),
    ...(instrument ? { instrument } : {}),
    ...(makeup ? { makeup } : {}),
  };
  return { ...understood, entities: { ...local, ...understood.entities } };
}
