import { expect, type APIRequestContext, type Page } from '@playwright/test';

export const COMPONENT = '/catalog/default/component/ideogram-integration';
export const TAB = `${COMPONENT}/incident`;

const SWITCHING_MS = 90_000;

/** Signs in as one of the sandbox's people and opens an address. */
export async function openAs(page: Page, person: string, address: string) {
  await page.goto(address);
  await page.getByRole('button', { name: `Sign in as ${person}` }).click();
}

/** Switches the sandbox and waits until its world shows it. */
export async function play(request: APIRequestContext, scenario: string) {
  const address = `${process.env.SANDBOX_ADDRESS}/scenario`;
  const response = await request.put(address, { data: { scenario } });
  expect(response.status(), await response.text()).toBe(200);
  await expect
    .poll(
      async () => {
        const { settled, waitingFor } = await (
          await request.get(address)
        ).json();
        return settled ? 'settled' : waitingFor.join(', ');
      },
      { timeout: SWITCHING_MS },
    )
    .toBe('settled');
}

/** A Backstage token of one of the sandbox's people. */
export async function tokenOf(request: APIRequestContext, person: string) {
  const response = await request.get('/api/auth/sandbox/refresh', {
    headers: { 'x-sandbox-person': person },
  });
  expect(response.status()).toBe(200);
  const { backstageIdentity } = await response.json();
  return { Authorization: `Bearer ${backstageIdentity.token}` };
}
