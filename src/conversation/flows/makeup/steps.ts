import type { Write } from '../../../../db/client.js';
import type { FreePlace } from '../../../school/makeup/places.js';
import { text } from '../../../whatsapp/reply.js';
import type { Step } from '../../flow.js';
import type { Place, State } from './state.js';

export type MakeupStep = Step<State>;

export function go(state: State, say?: string): MakeupStep {
  return { kind: 'go', state, ...(say === undefined ? {} : { say }) };
}

export function over(body: string, writes: Write[] = []): MakeupStep {
  return { kind: 'done', reply: text(body), writes };
}

export function placeOf({ batchId, date, instrument, start, teacher, seats, isMakeup }: FreePlace): Place {
  return { batchId, date, instrument, start, teacher, seats, isMakeup };
}
