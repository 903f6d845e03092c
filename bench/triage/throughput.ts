import type { Triage } from 'backstage-plugin-ideogram-incident-common';
import { allReadingsOf, triagePath } from './client';
import { load, type Load } from './load';
import type { Portal } from './portal';
import { median, type Ratio } from './ratio';
import type { Upstreams } from './upstreams';
import type { FreshTargets } from './world';

const ROUNDS = 9;
/** As long as a reading is shared, so that each round takes readings anew. */
const SECONDS = 5;
const WARM_UP_SECONDS = 3;
const CONNECTIONS = 32;

const perSecond = ({ requests, seconds }: Load) => requests / seconds;

/** @throws where an answer holds a reading that is older than it may be */
function checkAge(answer: string): void {
  const triage = JSON.parse(answer) as Triage;
  for (const { probe, observedAt } of allReadingsOf(triage)) {
    // One second more, for the way of the answer on a busy machine.
    if (Date.now() - Date.parse(observedAt) > (SECONDS + 1) * 1000) {
      throw new Error(`The reading ${probe} is too old: ${observedAt}`);
    }
  }
}

/** Shared readings cost little more than knowing who asks. */
export async function measureThroughput(
  portal: Portal,
  targets: FreshTargets,
  upstreams: Upstreams,
): Promise<Ratio> {
  const run = (path: string, seconds = SECONDS) =>
    load(`${portal.url}${path}`, {
      connections: CONNECTIONS,
      headers: { authorization: `Bearer ${portal.tokens[0]}` },
      seconds,
    });
  const path = triagePath(targets.next());
  const empty: number[] = [];
  const triage: number[] = [];
  const measureEmpty = async () => {
    empty.push(perSecond(await run('/api/empty/')));
  };
  const measureTriage = async () => {
    const done = await run(path);
    checkAge(done.last);
    triage.push(perSecond(done));
  };

  await run('/api/empty/', WARM_UP_SECONDS);
  await run(path, WARM_UP_SECONDS);
  upstreams.reset();
  for (let round = 0; round < ROUNDS; round += 1) {
    // Each goes first as often as second, for the machine may be getting slower.
    const pair = [measureEmpty, measureTriage];
    for (const measure of round % 2 ? pair.reverse() : pair) await measure();
  }
  const taken = upstreams.asked.get('integration-health: health');
  const ratios = triage.map((rate, round) => rate / empty[round]);
  return {
    name: 'authenticated triage requests per second ÷ those of an empty authenticated route',
    value: median(ratios),
    limit: { atLeast: 0.8 },
    details: [
      `median of ${ROUNDS} rounds, each of ${SECONDS} s for one and then for the other, over ${CONNECTIONS} connections: ${ratios
        .map(ratio => ratio.toFixed(2))
        .join(', ')};`,
      `${median(triage).toFixed(0)}/s and ${median(empty).toFixed(
        0,
      )}/s are the medians of either; readings were taken ${taken} times meanwhile;`,
      'the empty route is one of the same backend process, and answers {} to whoever the same signed-in token names;',
      'it asks for no permission and leaves no audit record',
    ],
  };
}
