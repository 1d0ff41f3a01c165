import type { SentMessage, Ticks } from './chats.js';
import { type Failure, failure } from './failures.js';
import { type Json, type JsonObject, textAt } from './json.js';
import { type Person, contactOf } from './people.js';
import { type Pricing, priceOf } from './pricing.js';
import { type World, changed, now, webhookValue } from './world.js';

const WINDOW_MS = 24 * 3_600_000;
const ORDER: Ticks[] = ['sending', 'accepted', 'sent', 'delivered', 'read', 'played'];

/** What is known of an accepted message besides what the person sees. */
export interface Dispatch {
  message: SentMessage;
  person: Person;
  /** Sent with `recipient`: then the number stays unknown in the statuses too. */
  byUserId: boolean;
  category: string;
  pricing: Pricing | null;
  /** `pricing` comes on sent and on the first of delivered and read. */
  pricedDelivery: boolean;
}

export function windowOpen(world: World, person: Person): boolean {
  if (world.options.windowsOpen) return true;
  return person.lastWroteAt !== null && now(world) - person.lastWroteAt < WINDOW_MS;
}

/** What Meta finds out only after it has said yes. */
function lateFailure(world: World, dispatch: Dispatch): Failure | null {
  const { person, message } = dispatch;
  const forced = world.faults.take('undeliverable');
  if (forced) return failure(forced.value);
  if (!person.onWhatsApp) return failure(131026);
  if (person.blockedBySchool) return failure(130403);
  if (dispatch.category === 'marketing' && person.stopsMarketing) return failure(131050);
  const free = textAt(message.json, 'type') !== 'template';
  return free && !windowOpen(world, person) ? failure(131047) : null;
}

export class Statuses {
  readonly #world: World;
  readonly #dispatched = new Map<string, Dispatch>();
  /** What may still be delivered or read, per person. */
  readonly #open = new Map<Person, Set<Dispatch>>();

  constructor(world: World) {
    this.#world = world;
  }

  clear(): void {
    this.#dispatched.clear();
    this.#open.clear();
  }

  /** Starts the ladder of a message. @returns when all of it is done, which only the hurried faults wait for. */
  async start(dispatch: Dispatch): Promise<void> {
    const world = this.#world;
    this.#dispatched.set(dispatch.message.id, dispatch);
    this.#open.set(dispatch.person, (this.#open.get(dispatch.person) ?? new Set()).add(dispatch));
    dispatch.pricing = priceOf(world, dispatch);
    const failed = lateFailure(world, dispatch);
    const steps = failed ? [() => this.#fail(dispatch, failed)] : this.#ladder(dispatch);
    if (world.options.ladder === 'off' && !failed) this.#quietly(dispatch);
    else if (!world.faults.take('statuses_missing')) await this.#climb(steps);
  }

  async #climb(steps: (() => Promise<void>)[]): Promise<void> {
    const { faults, options, scheduler } = this.#world;
    if (faults.take('statuses_shuffled')) steps.reverse();
    if (faults.take('statuses_first')) {
      await runAll(steps);
      return;
    }
    const { sentMs, deliveredMs } = typeof options.ladder === 'object' ? options.ladder : USUAL;
    scheduler.after(sentMs, 'status', async () => {
      await steps[0]?.();
      scheduler.after(deliveredMs, 'status', () => runAll(steps.slice(1)));
    });
  }

  /** The person opened the chat: whatever was delivered is read now. */
  async read(person: Person): Promise<void> {
    if (!person.online || person.blocksSchool) return;
    for (const dispatch of this.#open.get(person) ?? []) await this.#readOne(dispatch);
  }

  async played(id: string): Promise<void> {
    const dispatch = this.#dispatched.get(id);
    if (dispatch) await this.#step(dispatch, 'played');
  }

  /** The person's phone is on again: what waited at Meta arrives. */
  async backOnline(person: Person): Promise<void> {
    for (const dispatch of this.#open.get(person) ?? []) {
      if (dispatch.message.ticks === 'sent') await this.#step(dispatch, 'delivered');
    }
  }

  #ladder(dispatch: Dispatch): (() => Promise<void>)[] {
    const { person, message } = dispatch;
    const steps = [() => this.#step(dispatch, 'sent')];
    // Of a reaction Meta tells `sent` alone; a phone that is off or has blocked the school gets nothing.
    const stops = textAt(message.json, 'type') === 'reaction';
    if (!stops) {
      steps.push(async () => {
        if (!person.online || person.blocksSchool) return;
        await this.#step(dispatch, 'delivered');
        if (this.#world.options.readAtOnce) await this.#readOne(dispatch);
      });
    }
    return steps;
  }

  async #readOne(dispatch: Dispatch): Promise<void> {
    if (textAt(dispatch.message.json, 'type') === 'reaction' || !dispatch.person.readReceipts) return;
    await this.#step(dispatch, 'read');
  }

  async #step(dispatch: Dispatch, status: Ticks): Promise<void> {
    const { message } = dispatch;
    if (message.ticks === 'failed') return;
    if (status === 'read') this.#open.get(dispatch.person)?.delete(dispatch);
    // An overtaken step still goes to the school, but the person's ticks do not go back. Read implies delivered.
    if (ORDER.indexOf(status) > ORDER.indexOf(message.ticks)) {
      message.ticks = status;
      changed(this.#world, message);
    } else if (status === 'delivered' && message.ticks !== 'delivered') return;
    if (this.#world.options.ladder === 'off') return;
    const arrival = status === 'delivered' || status === 'read';
    const priced = status === 'sent' || (arrival && !dispatch.pricedDelivery);
    if (arrival) dispatch.pricedDelivery = true;
    await this.#tell(dispatch, status, {
      pricing: priced && dispatch.pricing ? { ...dispatch.pricing } : undefined,
    });
  }

  async #fail(dispatch: Dispatch, why: Failure): Promise<void> {
    const { message } = dispatch;
    this.#open.get(dispatch.person)?.delete(dispatch);
    message.ticks = 'failed';
    message.failure = why;
    changed(this.#world, message);
    const href = 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/';
    const { code, title, details } = why;
    const error: Json = { code, title, message: title, error_data: { details }, href };
    await this.#tell(dispatch, 'failed', { errors: [error] });
  }

  async #tell(dispatch: Dispatch, status: string, rest: JsonObject): Promise<void> {
    const { message, person, byUserId } = dispatch;
    const contact = contactOf(person);
    if (byUserId) contact.wa_id = undefined;
    const told: JsonObject = {
      id: message.id,
      status,
      timestamp: String(Math.floor(now(this.#world) / 1000)),
      recipient_id: byUserId ? undefined : (person.phone ?? undefined),
      recipient_user_id: person.userId ?? undefined,
      biz_opaque_callback_data: message.json.biz_opaque_callback_data,
      ...rest,
    };
    const contacts = status === 'failed' ? undefined : [contact];
    const value = webhookValue(this.#world, { contacts, statuses: [told] });
    await this.#world.webhooks.send({ field: 'messages', value });
  }

  #quietly(dispatch: Dispatch): void {
    dispatch.message.ticks = 'delivered';
    changed(this.#world, dispatch.message);
  }
}

const USUAL = { sentMs: 80, deliveredMs: 250 };

async function runAll(steps: (() => Promise<void>)[]): Promise<void> {
  for (const step of steps) await step();
}
