import { askTogether, triage } from './client';
import type { Portal } from '../measuring/portal';
import { ms, type Ratio } from '../measuring/ratio';
import type { Upstreams } from './upstreams';
import type { FreshTargets } from './world';

const VIEWERS = 500;

/** One flight: many viewers cost the world outside what one costs. */
export async function measureViewers(
  portal: Portal,
  targets: FreshTargets,
  upstreams: Upstreams,
): Promise<Ratio> {
  upstreams.reset();
  await triage(portal, targets.next());
  const ofOne = new Map(upstreams.asked);

  upstreams.reset();
  const { askedMs, answeredMs } = await askTogether(
    portal,
    targets.next(),
    VIEWERS,
  );
  const ofAll = new Map(upstreams.asked);

  const questions = [...new Set([...ofOne.keys(), ...ofAll.keys()])].sort();
  const share = (question: string) =>
    (ofAll.get(question) ?? 0) / (ofOne.get(question) ?? 0);
  const sum = (asked: Map<string, number>) =>
    [...asked.values()].reduce((total, count) => total + count, 0);
  return {
    name: `upstream requests per probe for ${VIEWERS} viewers who arrive together, one viewer's being 1`,
    value: Math.max(...questions.map(share)),
    limit: { atMost: 2 },
    details: [
      `${sum(ofAll)} requests for all of them, ${sum(
        ofOne,
      )} for one; the worst of what is asked counts:`,
      ...questions.map(question => `${ofAll.get(question) ?? 0} × ${question}`),
      `all were connected before the first asked, and had asked ${ms(
        askedMs,
      )} later, half of them for an event stream;`,
      `all had a triage with each reading after ${ms(answeredMs)}`,
    ],
  };
}
