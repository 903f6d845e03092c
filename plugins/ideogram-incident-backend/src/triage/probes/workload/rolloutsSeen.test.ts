import type {
  PodTrouble,
  WorkloadDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { RolloutsSeen } from './rolloutsSeen';

const pods = (available: number, trouble?: PodTrouble): WorkloadDetails => ({
  namespace: 'default',
  deployment: 'app',
  desired: 2,
  updated: 2,
  available,
  restarts: 0,
  pods: [{ name: 'a', ready: false, restarts: 0, trouble }],
});
const up = pods(2);
const crash = pods(0, 'crashing');

type Look = [revision: number, details: WorkloadDetails];

it.each<[string, Look[], boolean]>([
  ['nobody looked', [[7, crash]], false],
  [
    'it was up',
    [
      [6, up],
      [7, crash],
    ],
    false,
  ],
  [
    'it crashed',
    [
      [6, crash],
      [7, crash],
    ],
    true,
  ],
  [
    'it ran out of memory',
    [
      [6, pods(0, 'out-of-memory')],
      [7, crash],
    ],
    true,
  ],
  [
    'its image was not there',
    [
      [6, pods(0, 'image-pull')],
      [7, crash],
    ],
    true,
  ],
  [
    'it crashed, and is long gone',
    [
      [6, crash],
      [7, crash],
      [7, crash],
    ],
    true,
  ],
  [
    'it was up before it crashed',
    [
      [6, up],
      [6, crash],
      [7, crash],
    ],
    true,
  ],
  [
    'it crashed, and came up',
    [
      [6, crash],
      [6, up],
      [7, crash],
    ],
    false,
  ],
  [
    'some of it was up',
    [
      [6, pods(1, 'crashing')],
      [7, crash],
    ],
    false,
  ],
  [
    'it was only starting',
    [
      [6, pods(0, 'not-ready')],
      [7, crash],
    ],
    false,
  ],
  [
    'another one was between, which nobody saw',
    [
      [6, crash],
      [8, crash],
    ],
    false,
  ],
])('of the former rollout, where %s', (_, looks, expected) => {
  const seen = new RolloutsSeen();
  const found = looks.map(look => seen.wasFormerDown('production', ...look));
  expect(found.at(-1)).toBe(expected);
});

it('keeps targets apart', () => {
  const seen = new RolloutsSeen();
  seen.wasFormerDown('staging', 6, crash);
  expect(seen.wasFormerDown('production', 7, crash)).toBe(false);
});
