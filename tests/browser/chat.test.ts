import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DESK, type Opened, PHONE, launch, mine, openPage, says, theirs } from './browser.js';
import { type Trial, serveEcho } from './serve.js';

const RAHUL = '#919000000002';

let browser: Browser;
let trial: Trial;
let opened: Opened;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

beforeEach(async () => {
  trial = await serveEcho();
});
afterEach(async () => {
  await opened.context.close();
  await trial.close();
  expect(opened.troubles).toEqual([]);
});

async function open(hash: string, screen: Parameters<Browser['newContext']>[0] = DESK): Promise<Page> {
  opened = await openPage(browser, `${trial.address}/simulator${hash}`, screen);
  return opened.page;
}

describe.each([
  ['a telephone', PHONE],
  ['a desk', DESK],
])('the chat page on %s', (_, screen) => {
  it('lets a teacher write and tap buttons, and shows that it was read', async () => {
    const page = await open('', screen);
    await page.getByRole('button', { name: /Rahul Deshpande/ }).click();
    await says(page, 'buttons');
    await theirs(page, 'Is this right?').waitFor();
    await page.getByRole('button', { name: 'Yes', exact: true }).click();
    await theirs(page, 'You said: Yes').waitFor();
    await mine(page, 'buttons').getByRole('img', { name: 'Read' }).waitFor();
    await theirs(page, 'Is this right?').getByRole('img', { name: 'Read' }).waitFor();
    expect(trial.simulator.chat('+919000000002').map((message) => message.ticks)).toContain('read');
  });

  it('opens a list in a sheet, by keyboard alone', async () => {
    const page = await open(RAHUL, screen);
    await says(page, 'list');
    await page.getByRole('button', { name: 'Choose' }).focus();
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Choose' });
    await sheet.getByRole('group', { name: 'Payments' }).waitFor();
    await sheet.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await theirs(page, 'You said: Balance').waitFor();
    expect(await page.locator('dialog').count()).toBe(0);
  });

  it('opens a payment link in a new tab and tells the school nothing', async () => {
    const page = await open(RAHUL, screen);
    await says(page, 'link');
    const link = page.getByRole('link', { name: 'Pay ₹2,100' });
    await link.waitFor();
    expect(await link.getAttribute('href')).toBe('https://pay.example/abc');
    expect(await link.getAttribute('target')).toBe('_blank');
    expect(await link.getAttribute('rel')).toContain('noopener');
  });
});

describe('the chat page', () => {
  it('shows names and texts of strangers as they are written', async () => {
    const page = await open('');
    await page.getByRole('button', { name: /<img src=x onerror/ }).click();
    await says(
      page,
      '<img src=x onerror="document.title=2"> *<b>bold</b>* _<script>document.title=3</script>_',
    );
    const answer = theirs(page, 'You said: <img src=x');
    await answer.waitFor();
    expect(await answer.locator('strong').textContent()).toBe('<b>bold</b>');
    expect(await page.locator('.log img, .log script, .log b, .row img').count()).toBe(0);
    expect(await page.title()).not.toMatch(/^[123]$/);
  });

  it('keeps several chats at once, with what is unread', async () => {
    const page = await open(RAHUL);
    await says(page, 'hello from Rahul');
    await theirs(page, 'hello from Rahul').waitFor();
    await page.getByRole('textbox', { name: 'Message' }).fill('not sent yet');
    await trial.simulator.userSends('+919000000016', 'hello from Vivek');
    await page.getByRole('button', { name: /Vivek Gupta.*1/ }).waitFor();
    await page.getByRole('button', { name: /Vivek Gupta/ }).click();
    await theirs(page, 'hello from Vivek').waitFor();
    expect(await theirs(page, 'hello from Rahul').count()).toBe(0);
    expect(await page.locator('.badge').count()).toBe(0);
    await page.getByRole('button', { name: /Rahul Deshpande/ }).click();
    await theirs(page, 'hello from Rahul').waitFor();
    expect(await page.getByRole('textbox', { name: 'Message' }).inputValue()).toBe('not sent yet');
  });

  it('says why a message failed, and shows its JSON', async () => {
    const page = await open(RAHUL);
    await says(page, 'hello');
    await theirs(page, 'hello').waitFor();
    trial.simulator.setFaults({ undeliverable: { times: 1, value: 131049 } });
    await says(page, 'again');
    await page.getByText('Not delivered: 131049').waitFor();
    await theirs(page, 'again').hover();
    await theirs(page, 'again').getByRole('button', { name: 'More about this message' }).click();
    await page.getByRole('menuitem', { name: 'Show its JSON' }).click();
    const json = page.getByRole('tabpanel');
    await json.getByText('"messaging_product"').waitFor();
    expect(await json.textContent()).toContain('You said: again');
  });

  it('sends a photo, a voice note, a place, a reaction, an answer and a forwarded text', async () => {
    const page = await open(RAHUL);
    await says(page, 'hello');
    await theirs(page, 'hello').waitFor();
    const more = async (name: string): Promise<void> => {
      await page.getByRole('button', { name: 'Photo, place and more' }).click();
      await page.getByRole('button', { name, exact: true }).click();
    };
    await more('Sample photo');
    await theirs(page, 'You said: image').waitFor();
    await more('Location');
    await theirs(page, 'You said: location').waitFor();
    await page.getByRole('button', { name: 'Voice note' }).click();
    await page.getByRole('textbox', { name: 'What do you say?' }).fill('everyone came');
    await page.keyboard.press('Enter');
    await theirs(page, 'You said: audio').waitFor();
    await more('Forwarded text');
    await page.getByRole('textbox', { name: 'The text' }).fill('seen elsewhere');
    await page.keyboard.press('Enter');
    await mine(page, 'Forwarded').waitFor();
    const first = theirs(page, 'You said: hello');
    await first.hover();
    await first.getByRole('button', { name: 'More about this message' }).click();
    await page.getByRole('menuitem', { name: 'React with 👍' }).click();
    await page.locator('.reactions', { hasText: '👍' }).waitFor();
    await first.hover();
    await first.getByRole('button', { name: 'More about this message' }).click();
    await page.getByRole('menuitem', { name: 'Reply' }).click();
    await says(page, 'to that');
    await theirs(page, 'to that').waitFor();
    const types = trial.simulator
      .chat('+919000000002')
      .flatMap((one) => (one.direction === 'in' ? [one.json.type] : []));
    expect(types).toEqual(['text', 'image', 'location', 'audio', 'text', 'reaction', 'text']);
    expect(
      await page
        .locator('.log img')
        .evaluateAll((all) => all.every((one) => (one as HTMLImageElement).naturalWidth > 0)),
    ).toBe(true);
  });

  it('moves the clock, and a closed window then shows', async () => {
    const page = await open(RAHUL);
    await says(page, 'hello');
    await theirs(page, 'hello').waitFor();
    await page.getByRole('button', { name: "The simulator's clock" }).click();
    await page.getByRole('button', { name: '+1 day' }).click();
    await page.locator('#big-clock', { hasText: '25 Nov' }).waitFor();
    await page.getByRole('tab', { name: 'Person' }).click();
    await page.getByText('window closed: templates only').waitFor();
  });

  it('lets somebody come who has a user id alone', async () => {
    const page = await open('');
    await page.getByRole('button', { name: 'Somebody new' }).click();
    await page.getByLabel('Name').fill('Kabir');
    await page.getByLabel('What Meta tells the school').selectOption('user_id_only');
    await page.getByRole('button', { name: 'Open the chat' }).click();
    await says(page, 'hello');
    await theirs(page, 'You said: hello').waitFor();
    const [sent] = trial.simulator.outbox.all();
    expect(sent?.json).toMatchObject({ recipient: expect.stringMatching(/^IN\./) });
    expect(sent?.json.to).toBeUndefined();
  });

  it('switches a fault on for the next calls, and shows how many are left', async () => {
    const page = await open(RAHUL);
    await page.getByRole('button', { name: 'Tools' }).last().click();
    await page.getByRole('tab', { name: 'Faults' }).click();
    await page.getByLabel('server error').selectOption('Next 3 calls');
    await page.getByRole('tab', { name: /Faults 1/ }).waitFor();
    await says(page, 'hello');
    await page.locator('#fault-server_error', { hasText: 'Next 2 calls' }).waitFor();
    expect(trial.simulator.outbox.all()).toEqual([]);
  });
});
