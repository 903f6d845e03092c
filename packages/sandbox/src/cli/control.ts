import { setTimeout as sleep } from 'node:timers/promises';
import type { ScenarioState } from '../scenarios/conductor';

const SHOWN_WITHIN_MS = 120_000;
const POLL_MS = 500;

interface ScenarioList {
  scenarios: { name: string; story: string; tab: string; note?: string }[];
  links: { title: string; url: string }[];
}

/** Prints every scenario, and marks the one that is on. */
export async function listScenarios(controlUrl: string) {
  const [{ scenarios, links }, state] = await Promise.all([
    askControl<ScenarioList>(`${controlUrl}/scenarios`),
    askControl<ScenarioState>(`${controlUrl}/scenario`),
  ]);
  const width = Math.max(...scenarios.map(({ name }) => name.length));
  for (const { name, story, note } of scenarios) {
    const mark = name === state.scenario ? '*' : ' ';
    console.log(`${mark} ${name.padEnd(width)}  ${story}`);
    if (note) console.log(`${' '.repeat(width + 4)}${note}`);
  }
  console.log(`\n* is on${waitingText(state)}`);
  for (const { title, url } of links) console.log(`${title}: ${url}`);
  console.log(`Switch with: yarn sandbox <scenario>, or at ${controlUrl}`);
}

/** Switches, and waits until the world shows it; says what it waits for. */
export async function switchScenario(controlUrl: string, scenario: string) {
  let state = await askControl<ScenarioState>(`${controlUrl}/scenario`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scenario }),
  });
  const deadline = Date.now() + SHOWN_WITHIN_MS;
  let said = '';
  while (!state.settled) {
    const text = state.waitingFor.join(', and ');
    if (Date.now() > deadline) {
      throw new Error(
        `${scenario} is on, but after ${
          SHOWN_WITHIN_MS / 1000
        } s the world still does not show it: waiting for ${text}.`,
      );
    }
    if (text !== said) console.log(`Waiting for ${text}`);
    said = text;
    await sleep(POLL_MS);
    state = await askControl<ScenarioState>(`${controlUrl}/scenario`);
  }
  const { scenarios } = await askControl<ScenarioList>(
    `${controlUrl}/scenarios`,
  );
  const { story, tab } = scenarios.find(({ name }) => name === scenario)!;
  console.log(`${scenario} is on. ${story}`);
  console.log(`The Incident tab: ${tab}`);
}

function waitingText(state: ScenarioState): string {
  if (state.settled) return '.';
  return `, but not shown yet: waiting for ${state.waitingFor.join(', and ')}.`;
}

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
