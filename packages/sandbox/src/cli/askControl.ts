/** Asks the page of the sandbox. @throws in plain words */
export async function askControl<T>(
  url: string,
  init?: RequestInit,
): Promise<T> {
  const response = await fetch(url, init).catch(() => {
    throw new Error(
      `No sandbox answers at ${
        new URL(url).origin
      }. Start it with "npm start" (with the portal) or "yarn sandbox start" (alone). If it was started with PORT_OFFSET, use the same here.`,
    );
  });
  const body = await response.json();
  if (!response.ok) throw new Error(body.error);
  return body;
}
