import { type Browser, type BrowserContext, type Page, chromium } from 'playwright-core';

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const DESK = { viewport: { width: 1280, height: 800 } };

/** Chromium as the system has it; CHROMIUM names another. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

export interface Opened {
  page: Page;
  context: BrowserContext;
  /** What the page complained about, and requests to anybody else: there must be none. */
  troubles: string[];
}

export async function openPage(
  browser: Browser,
  address: string,
  screen: Parameters<Browser['newContext']>[0],
): Promise<Opened> {
  const context = await browser.newContext(screen);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') troubles.push(line.text());
  });
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol.startsWith('http') && host !== new URL(address).host) troubles.push(request.url());
  });
  await page.goto(address);
  return { page, context, troubles };
}

export async function says(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Message' });
  await box.fill(text);
  await box.press('Enter');
}

/** A message of the school, and one of the person. */
export const theirs = (page: Page, text: string | RegExp) =>
  page.locator('.theirs .bubble', { hasText: text });
export const mine = (page: Page, text: string | RegExp) => page.locator('.mine .bubble', { hasText: text });
