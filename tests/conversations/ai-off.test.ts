import { beforeEach, expect, test } from 'vitest';
import { aiUsage } from '../../db/schema/bot.js';
import { type StandIn, meant, standInForModel } from '../support/model.js';
import { useWorld } from '../support/world.js';
import { OFFICE, VIVEK } from './human-tables.js';

const world = useWorld({ at: '2026-11-24T12:00:00+05:30', env: { OPENAI_API_KEY: 'a-key-of-the-tests' } });
const db = () => world.database.db;

/** Words in which only the model sees what is wanted. */
const VAGUE = 'is there a policy if Aarav stays at home one evening';

let model: StandIn;
beforeEach(() => {
  model = standInForModel();
  model.answers(() => meant('classes_remaining'));
});

test('with the AI switched off the very words that called the model call it no more, and back on they do', async () => {
  const [vivek, office] = [world.chat(VIVEK), world.chat(OFFICE)];
  await vivek.says(VAGUE);
  const before = model.asked.length;
  expect(before).toBeGreaterThan(0);
  await office.says('AI off');
  expect(await office.says('yes')).toContain('the AI is *off*');
  const calls = model.asked.length;
  const rows = (await db().select().from(aiUsage)).length;
  world.clock.set(120);
  await vivek.says('reset');
  await vivek.says(VAGUE);
  expect(vivek.hears()).not.toMatch(/something went wrong/);
  expect(model.asked).toHaveLength(calls);
  expect(await db().select().from(aiUsage)).toHaveLength(rows);
  await office.says('AI on');
  await office.says('yes');
  await vivek.says('reset');
  await vivek.says(VAGUE);
  expect(model.asked.length).toBeGreaterThan(calls);
});
