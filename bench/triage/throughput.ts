import type { Triage } from 'backstage-plugin-ideogram-incident-common';
import { allReadingsOf, triage, triagePath } from './client';
import { load, type Load } from './load';
import type { Portal } from '../measuring/portal';
import { median, type Ratio } from '../measuring/ratio';
import type { Upstreams } from './upstreams';
import type { FreshTargets } from './world';

const ROUNDS = 11;
/** As long as readings are shared, so that they are taken anew in each round. */
const SECONDS = 5;
const WARM_UP_SECONDS = 3;
const CONNECTIONS = 32;

/** How old a reading may be by default, and a moment for its way. */
const MAX_AGE_MS = 5_000 + 1_000;

const perSecond = ({ requests, seconds }: Load) => requests / seconds;

/** @throws where an answer holds a reading that is older than it may be */
function checkAge(answer: string): void {
  const parsed = JSON.parse(answer) as Triage;
  for (const { probe, observedAt } of allReadingsOf(parsed)) {
    if (Date.now() - Date.parse(observedAt) > MAX_AGE_MS) {
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
  const target = targets.next();
  const path = triagePath(target);
  const ofEmpty: number[] = [];
  const ofTriage: number[] = [];
  const measureEmpty = async () => {
    ofEmpty.push(perSecond(await run('/api/empty/')));
  };
  const measureTriage = async () => {
    // The readings are shared: the first viewer has just been there.
    await triage(portal, target);
    const done = await run(path);
    checkAge(done.last);
    ofTriage.push(perSecond(done));
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
  const ratios = ofTriage.map((rate, round) => rate / ofEmpty[round]);
  const quarter = (n: number) =>
    [...ratios].sort((a, b) => a - b)[Math.round((n / 4) * (ROUNDS - 1))];
  return {
    name: 'authenticated triage requests per second ÷ those of an empty authenticated route',
    value: median(ratios),
    limit: { atLeast: 0.8 },
    details: [
      `median of ${ROUNDS} rounds, each of ${SECONDS} s for one and then for the other, over ${CONNECTIONS} connections; readings are there when a round begins;`,
      `half of the rounds are between ${quarter(1).toFixed(2)} and ${quarter(
        3,
      ).toFixed(2)};`,
      `${median(ofTriage).toFixed(0)}/s and ${median(ofEmpty).toFixed(
        0,
      )}/s are the medians of either; readings were taken anew ${taken} times meanwhile;`,
      'the empty route is one of the same backend process, and answers {} to whoever the same signed-in token names;',
      'it asks for no permission and leaves no audit record',
    ],
  };
}
