import { call } from './api.js';
import { toast } from './dom.js';

/** The person taps an option; the simulator tells the school. */
export async function tap(message, option) {
  try {
    await call('tap', { who: message.person, option: option.id, messageId: message.id });
  } catch (error) {
    toast(error.message);
  }
}
