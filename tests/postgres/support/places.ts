import { settings } from '../../../db/schema/bot.js';
import { REMINDERS } from '../../../src/school/office/reminders.js';
import { type Deployment, type DeploymentOptions, openDeployment } from './deployment.js';
import { type Instance, type Program, buildProgram } from './program.js';

/** A deployment with two instances that run, the second only where it is needed. */
export interface Place {
  school: Deployment;
  instance: Instance;
  other(): Promise<Instance>;
}

export interface Places {
  /** Tries every case, several at the same time, each on a school as it was at first. */
  each<T, R>(cases: Iterable<T>, attempt: (place: Place, one: T) => Promise<R>): Promise<R[]>;
  close(): Promise<void>;
}

export async function openPlaces(n: number, options: DeploymentOptions = {}): Promise<Places> {
  const program = await buildProgram();
  const places = await Promise.all(Array.from({ length: n }, () => openPlace(program, options)));
  return {
    async each(cases, attempt) {
      const waiting = [...cases].map((one, i) => ({ one, i }));
      const results: Awaited<ReturnType<typeof attempt>>[] = [];
      const work = async (place: Place) => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          await asAtFirst(place.school);
          results[next.i] = await attempt(place, next.one);
        }
      };
      await Promise.all(places.map(work));
      return results;
    },
    async close() {
      await Promise.all(places.map(({ school }) => school.close()));
      await program.remove();
    },
  };
}

async function openPlace(program: Program, options: DeploymentOptions): Promise<Place> {
  const school = await openDeployment(program, options);
  let second: Promise<Instance> | undefined;
  const other = () => {
    second ??= school.start('other');
    return second;
  };
  return { school, instance: await school.start('steady'), other };
}

async function asAtFirst({ database, meta, network }: Deployment): Promise<void> {
  network.rule = (_call, pass) => pass();
  await database.reset();
  // Nobody is reminded of anything here unless a story says so.
  const off = REMINDERS.map((key) => ({ key, value: false }));
  await database.db.insert(settings).values(off).onConflictDoNothing();
  meta.reset();
  network.calls.length = 0;
}
