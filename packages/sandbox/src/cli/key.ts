import { askControl } from './askControl';

/** Prints a new key of the sandbox's account at Ideogram. */
export async function printKey(controlUrl: string) {
  const { apiKey } = await askControl<{ apiKey: string }>(
    `${controlUrl}/keys`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    },
  );
  console.log(apiKey);
}
