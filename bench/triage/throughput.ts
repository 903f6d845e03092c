import { triagePath } from './client';
import { load } from './load';
import type { Portal } from './portal';
import { median, type Ratio } from './ratio';
import type { FreshTargets } from './world';

const ROUNDS = 5;
/** As long as a reading is shared, so that each round takes readings anew. */
const SECONDS = 5;
const WARM_UP_SECONDS = 3;
const CONNECTIONS = 32;

/** Shared readings cost little more than knowing who asks. */
export async function measureThroughput(
  portal: Portal,
  targets: FreshTargets,
): Promise<Ratio> {
  const addresses = {
    empty: `${portal.url}/api/empty/`,
    triage: `${portal.url}${triagePath(targets.next())}`,
  };
  const perSecond = async (
    route: keyof typeof addresses,
    seconds = SECONDS,
    headers: Record<string, string> = {},
  ) => {
    const done = await load(addresses[route], {
      connections: CONNECTIONS,
      headers: { authorization: `Bearer ${portal.tokens[0]}`, ...headers },
      seconds,
    });
    return done.requests / done.seconds;
  };

  await perSecond('empty', WARM_UP_SECONDS);
  await perSecond('triage', WARM_UP_SECONDS);
  const empty: number[] = [];
  const triage: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    empty.push(await perSecond('empty'));
    triage.push(await perSecond('triage'));
  }
  return {
    name: 'authenticated triage requests per second ÷ those of an empty authenticated route',
    value: median(triage) / median(empty),
    limit: { atLeast: 0.8 },
    details: [
      `${median(triage).toFixed(0)}/s ÷ ${median(empty).toFixed(
        0,
      )}/s, medians of ${ROUNDS} alternating rounds of ${SECONDS} s over ${CONNECTIONS} connections;`,
      'the empty route is one of the same backend process, and answers {} to whoever the same signed-in token names;',
      'it asks for no permission and leaves no audit record; readings are taken anew once a round',
    ],
  };
}
