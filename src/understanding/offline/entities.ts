import type { Entities, Intent, ReadRequest } from '../intent.js';
import type { Features } from './features.js';

export function entitiesOf(_request: ReadRequest, _intent: Intent, _features: Features): Entities {
  return {};
}
