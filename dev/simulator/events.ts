import type { Json } from './json.js';

export type EventKind =
  | 'message'
  | 'typing'
  | 'person'
  | 'traffic'
  | 'faults'
  | 'clock'
  | 'templates'
  | 'reset';

/** One thing that happened, numbered so that a page which lost its connection can catch up. */
export interface SimulatorEvent {
  seq: number;
  kind: EventKind;
  data: Json;
}

type Listener = (event: SimulatorEvent) => void;

const KEPT = 2000;

export class Events {
  #seq = 0;
  #kept: SimulatorEvent[] = [];
  readonly #listeners = new Set<Listener>();

  get seq(): number {
    return this.#seq;
  }

  emit(kind: EventKind, data: unknown): void {
    this.#seq += 1;
    // A copy as it is now: the things themselves go on changing.
    const event = { seq: this.#seq, kind, data: JSON.parse(JSON.stringify(data ?? null)) as Json };
    this.#kept.push(event);
    if (this.#kept.length > KEPT) this.#kept = this.#kept.slice(-KEPT / 2);
    for (const listener of this.#listeners) listener(event);
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Null when so much happened since that some of it is gone: read the whole state again. */
  after(seq: number): SimulatorEvent[] | null {
    const first = this.#kept[0]?.seq ?? this.#seq + 1;
    if (seq > this.#seq || seq < first - 1) return null;
    return this.#kept.filter((event) => event.seq > seq);
  }
}
