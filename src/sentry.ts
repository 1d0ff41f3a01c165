import { NodeClient, Scope, createTransport, defaultStackParser } from '@sentry/node';
import type { Fields, SafeError } from './log.js';

/** Loaded by the first error only: the package costs more than a whole turn. No integrations, no request data, no breadcrumbs. */
export function createReporter(dsn: string) {
  const client = new NodeClient({
    dsn,
    integrations: [],
    stackParser: defaultStackParser,
    sendClientReports: false,
    serverName: 'bot',
    transport: (options) =>
      createTransport(options, async (request) => {
        const body = typeof request.body === 'string' ? request.body : new Uint8Array(request.body);
        const response = await fetch(options.url, {
          method: 'POST',
          body,
          signal: AbortSignal.timeout(3000),
        });
        return { statusCode: response.status };
      }),
  });
  client.init();
  return async (event: string, error: SafeError, fields: Fields): Promise<void> => {
    const scope = new Scope();
    scope.setClient(client);
    scope.setTag('event', event);
    scope.setContext('where', { ...fields, code: error.code });
    const shown = new Error(error.message);
    shown.name = error.name;
    shown.stack = `${error.name}: ${error.message}\n${(error.stack ?? '')
      .split(' | ')
      .map((l) => `    ${l}`)
      .join('\n')}`;
    scope.captureException(shown);
    await client.flush(2000);
  };
}
