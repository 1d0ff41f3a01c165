import { describe, expect, test } from 'vitest';
import { readLocalSettings } from '../../dev/local/settings.js';
import { ConfigError } from '../../src/errors.js';

const problems = (env: Record<string, string>) => {
  try {
    readLocalSettings(env);
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.problems : [String(error)];
  }
};
const META = { WHATSAPP_ACCESS_TOKEN: 'a token' };

describe('the local server', () => {
  test('stands in for everything when nothing is set, or everything is left blank', () => {
    const settings = { port: 3000, dataDir: '.data', database: 'own', redis: 'stand-in', meta: 'simulator' };
    expect(readLocalSettings({})).toMatchObject(settings);
    expect(readLocalSettings({ PORT: '', DATABASE_URL: ' ', WHATSAPP_ACCESS_TOKEN: '' })).toMatchObject(
      settings,
    );
  });

  test.each([
    [
      "Neon's own endpoint for a Neon host",
      { DATABASE_URL: 'postgresql://a:b@ep-x.neon.tech/school' },
      'given',
    ],
    ['a bridge to any other server', { DATABASE_URL: 'postgresql://a:b@db.school.example/school' }, 'bridge'],
    [
      'the endpoint that is named',
      { DATABASE_URL: 'postgresql://a:b@localhost/school', NEON_FETCH_ENDPOINT: 'http://localhost:4444/sql' },
      'given',
    ],
  ])('uses %s', (_, env, database) => {
    expect(readLocalSettings({ ...META, ...env })).toMatchObject({ database, meta: 'given' });
  });

  test('does not open the simulator on data that it did not make, unless told to', () => {
    const env = { DATABASE_URL: 'postgresql://a:b@db.school.example/school' };
    expect(problems(env).join(' ')).toContain('SIMULATOR_ON_REAL_DATA=1');
    expect(problems({ ...env, SIMULATOR_ON_REAL_DATA: '1' })).toEqual([]);
  });

  test('says everything that is wrong at once', () => {
    expect(problems({ PORT: 'three', CLOCK_START: 'soon' })).toHaveLength(2);
  });
});
