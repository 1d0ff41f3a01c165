import type { Simulator } from './simulator.ts';
import type { World } from './world.ts';

/** The chat page and its API. */
export class Control {
  readonly #world: World;
  readonly #simulator: Simulator;

  constructor(world: World, simulator: Simulator) {
    this.#world = world;
    this.#simulator = simulator;
  }

  async handle(_request: Request): Promise<Response | null> {
    return null;
  }
}
