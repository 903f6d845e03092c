const PEOPLE = ['viewer', 'responder', 'administrator'];
const TIMEOUT_MS = 10_000;

/** Prints a Backstage token of one of the sandbox's people. */
export async function printToken(
  backendUrl: string,
  person: string | undefined,
) {
  if (!person || !PEOPLE.includes(person)) {
    throw new Error(
      `Name one of ${PEOPLE.join(', ')}: yarn sandbox token responder`,
    );
  }
  console.log(await fetchToken(backendUrl, person));
}

/** @throws in plain words where the portal gives none */
export async function fetchToken(
  backendUrl: string,
  person: string,
): Promise<string> {
  const response = await fetch(`${backendUrl}/api/auth/sandbox/refresh`, {
    headers: {
      'x-sandbox-person': person,
      'x-requested-with': 'XMLHttpRequest',
    },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => {
    throw new Error(
      `The portal's backend does not answer at ${backendUrl}. Start it with "npm start". If it was started with PORT_OFFSET, use the same here.`,
    );
  });
  const body = await response.json().catch(() => undefined);
  const token = body?.backstageIdentity?.token;
  if (typeof token === 'string') return token;
  if (response.status === 404) {
    throw new Error(
      `The portal at ${backendUrl} does not know the sandbox's people. Start it with app-config.sandbox.yaml.`,
    );
  }
  const why = body?.error?.message ?? `it answered ${response.status}`;
  throw new Error(`The portal gave no token for ${person}: ${why}`);
}
