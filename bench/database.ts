import type { Backend, Statement } from '../dev/database/backend.js';
import { emptyCluster, openSnapshot } from '../dev/database/cluster.js';
import { sqlEndpoint } from '../dev/database/endpoint.js';
import { connectInProcess } from '../dev/database/in-process.js';
import { pgliteBackend } from '../dev/database/pglite.js';
import { fillWithDemoSchool } from '../dev/database/school.js';
import { schoolPeople } from '../dev/local/people.js';
import { serveFetch } from '../dev/serve.js';
import { current, distance, noted, serveParent } from './calls.js';
import { TODAY } from './settings.js';

/** What this process says when it is ready. */
export interface Ready {
  url: string;
  /** Digits of phone numbers on file. */
  teachers: string[];
  everybody: string[];
}

// The database of the bot with the demo school in it, in a process of its own, which notes every request.

const backend = pgliteBackend(await openSnapshot(await emptyCluster()));
const db = connectInProcess(sqlEndpoint(backend));
await fillWithDemoSchool(db, TODAY);
const people = await schoolPeople(db);
const server = await serveFetch(noted('sql', sqlEndpoint(watched(backend), distance)));

const numbers = (wanted: typeof people) => [...new Set(wanted.map((p) => p.phone.replace(/\D/g, '')))];
const ready: Ready = {
  url: server.url,
  teachers: numbers(people.filter((p) => p.role === 'teacher')),
  everybody: numbers(people),
};
serveParent(ready);

function watched(inner: Backend): Backend {
  const watch = async <T>(statements: readonly Statement[], run: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    try {
      return await run();
    } finally {
      const inside = performance.now() - began;
      const call = current.getStore();
      if (call) Object.assign(call, { name: nameOf(statements), statements: statements.length, inside });
    }
  };
  return {
    run: (statement) => watch([statement], () => inner.run(statement)),
    transaction: (begin, all) => watch(all, () => inner.transaction(begin, all)),
    close: () => inner.close(),
  };
}

/** Which of a turn's requests this is, by what only that one says. */
function nameOf(statements: readonly Statement[]): string {
  const says = (words: string) => statements.some((s) => s.query.includes(words));
  if (says('insert into bot.whatsapp_subscriptions')) return 'store';
  if (says('attempts = attempts + 1')) return 'lease';
  if (says('"latency_ms"') && says('"lease_id"')) return 'record';
  if (says("bot.guard(exists (select 1 from mine), 'lease')"))
    return statements.length > 1 ? 'commit' : 'renew';
  return statements.every((s) => /^\s*(select|with)/i.test(s.query)) ? 'read' : 'other';
}
