import type { Entities, Intent, ReadRequest, Understood } from './intent.js';
import { entitiesOf } from './offline/entities.js';
import { type Features, featuresOf } from './offline/features.js';
import { detectLanguage } from './offline/language.js';
import { type Scored, score } from './offline/score.js';

export { detectLanguage } from './offline/language.js';

/** At or above this an answer without the model is as good as one with it. */
export const CERTAIN = 0.9;

/** Understands a message without the model: never fails, and says how sure it is. */
export function readOffline(request: ReadRequest): Understood {
  const features = featuresOf(request);
  const ranked = score(features, request.role);
  const intent = ranked[0]?.intent ?? 'out_of_scope';
  const confidence = confidenceOf(ranked, features);
  return {
    intent,
    entities: entitiesOf(request, intent, features),
    confidence,
    by: confidence >= CERTAIN ? 'rule' : 'offline',
    language: detectLanguage(request.text),
  };
}

// Short talk is certain by itself; these say little about what else a message may want.
const SMALL_TALK: ReadonlySet<Intent> = new Set(['greeting', 'thanks']);

/** High points, a clear lead and few words that nobody knows make it certain. */
function confidenceOf(ranked: readonly Scored[], features: Features): number {
  const [best, next] = ranked;
  if (!best) return 0.2;
  const rival = next && !SMALL_TALK.has(next.intent) ? next.points : 0;
  const lead = Math.min(best.points - rival, 4);
  const named = features.parsed.named.reduce((sum, n) => sum + n.who.word.split(' ').length, 0);
  const strange = Math.max(0, features.unknown - Math.max(named, features.people.length > 0 ? 1 : 0));
  const doubt = 0.06 * strange + 0.04 * features.misspelt + 0.012 * Math.max(0, features.words - 8);
  const sure = 0.12 * (Math.min(best.points, 10) - 3) + 0.05 * lead - doubt;
  return Math.round(Math.max(0.2, Math.min(sure, 0.98)) * 100) / 100;
}

/** The words of a message for an intent that somebody else found. */
export function entitiesFor(request: ReadRequest, intent: Intent): Entities {
  return entitiesOf(request, intent, featuresOf(request));
}
