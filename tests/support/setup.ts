import { type MockInstance, afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { server } from './network.js';

let expected: RegExp[] = [];
let printed: string[] = [];
let spies: MockInstance[] = [];

/** Says that this test makes the code complain: a line like this must be printed, and is then no failure. */
export function expectConsoleError(line: RegExp = /./): void {
  expected.push(line);
}

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

beforeEach(() => {
  expected = [];
  printed = [];
  const record = (...values: unknown[]) => void printed.push(values.map(show).join(' '));
  spies = [
    vi.spyOn(console, 'error').mockImplementation(record),
    vi.spyOn(console, 'warn').mockImplementation(record),
  ];
});

afterEach(() => {
  server.resetHandlers();
  for (const spy of spies) spy.mockRestore();
  vi.useRealTimers();
  const unexpected = printed.filter((line) => !expected.some((pattern) => pattern.test(line)));
  expect(unexpected, 'printed as an error or a warning').toEqual([]);
  const missing = expected.filter((pattern) => !printed.some((line) => pattern.test(line)));
  expect(missing, 'expected to be printed as an error').toEqual([]);
});

function show(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.message;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
