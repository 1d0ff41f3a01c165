import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PHONE, launch, mine, openPage, says, theirs } from './browser.js';
import { type LocalServer, startLocalServer } from './local-server.js';

/** A Tuesday, just after "Guitar 17:00-18:00". */
const AFTER_CLASS = '2026-11-24T18:05:00+05:30';

let browser: Browser;
let server: LocalServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), startLocalServer(AFTER_CLASS)]);
});
afterAll(() => Promise.all([browser.close(), server.stop()]));

describe('a teacher on the telephone, with the whole bot running', () => {
  it('marks the class, corrects it, saves it and takes it back', async () => {
    const { page, context, troubles } = await openPage(browser, `${server.address}/simulator`, PHONE);
    await page.getByRole('button', { name: /Rahul Deshpande/ }).click();
    await says(page, 'mark attendance');
    const roster = theirs(page, /who came\?\s*1\./i);
    await roster.waitFor();
    expect(await roster.textContent()).toContain('Sarah Thomas');

    await says(page, 'all present except Sarah');
    const draft = theirs(page, '✗ Sarah Thomas');
    await draft.waitFor();
    await page.getByRole('button', { name: 'Yes', exact: true }).last().click();
    const receipt = theirs(page, /^Saved/);
    await receipt.waitFor();
    expect(await receipt.textContent()).toContain('Sarah Thomas');
    await mine(page, 'Yes').getByRole('img', { name: 'Read' }).waitFor();

    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await theirs(page, /undone|taken back|nothing.*(marked|saved)/i)
      .last()
      .waitFor();
    await context.close();
    expect(troubles).toEqual([]);
  });
});
