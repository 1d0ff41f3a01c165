import { GraphError, coded, failure } from './failures.js';
import { pairReached, throughputReached } from './rates.js';
import { type World, now } from './world.js';

/** A broken connection, or null when the call may go on. */
export type RefusedCall = Response | null;

export async function slowDown(world: World): Promise<void> {
  const slow = world.faults.take('slow');
  if (slow) await new Promise((done) => setTimeout(done, slow.value));
}

/** The faults that strike before anything is accepted. @throws GraphError */
export function refusedBefore(world: World, { sends }: { sends: boolean }): RefusedCall {
  const { faults } = world;
  if (faults.take('graph_down')) {
    throw new GraphError(2, '(#2) Service temporarily unavailable', {
      status: 503,
      extra: { is_transient: true },
    });
  }
  if (!sends) return null;
  if (faults.take('connection_dropped')) return Response.error();
  if (faults.take('token_expired')) throw tokenExpired(new Date(now(world)));
  if (faults.take('server_error')) throw coded(131000, 'Something went wrong.', 500);
  if (faults.take('rate_limited')) throw throughputReached();
  if (faults.take('pair_limited')) throw pairReached();
  if (faults.take('window_closed')) throw coded(131047, failure(131047).details);
  return null;
}

function tokenExpired(at: Date): GraphError {
  const hour = new Date(at.getTime() - 3_600_000);
  return new GraphError(
    190,
    `Error validating access token: Session has expired on ${hour.toUTCString()}. The current time is ${at.toUTCString()}.`,
    { status: 401, extra: { error_subcode: 463 } },
  );
}
