import { WELL } from '../ideogram-api/behaviour';
import type { Scenario, ScenarioName } from './scenario';

const world: Scenario['world'] = {
  api: WELL,
  statusPage: 'operational',
  prometheus: 'running',
  styles: 'good',
};

const served: Scenario['shows'] = {
  health: 'healthy',
  pods: 'available',
  errorTypes: [],
  errorRatio: [0, 0],
  slow: false,
};

const allFail: Scenario['shows'] = {
  ...served,
  health: 'unhealthy',
  errorRatio: [0.97, 1],
};

/** Every scenario, as data. */
export const scenarios: Record<ScenarioName, Scenario> = {
  healthy: {
    name: 'healthy',
    story: 'All is well.',
    tab: 'No severity: monitor.',
    world,
    shows: served,
  },
  'vendor-outage': {
    name: 'vendor-outage',
    story:
      'Ideogram answers 500 and 503, and its status page announces a major outage.',
    tab: 'P1: wait for Ideogram, enable the fallback.',
    world: {
      ...world,
      api: { ...WELL, faults: [500, 503] },
      statusPage: 'major-outage',
    },
    shows: { ...allFail, errorTypes: ['500', '503'] },
  },
  'vendor-outage-unannounced': {
    name: 'vendor-outage-unannounced',
    story: 'Ideogram answers 500 and 503, and its status page says nothing.',
    tab: 'P1: fix our integration, but a vendor fault is likely.',
    world: { ...world, api: { ...WELL, faults: [500, 503] } },
    shows: { ...allFail, errorTypes: ['500', '503'] },
  },
  'key-revoked': {
    name: 'key-revoked',
    story:
      'Ideogram answers 401, because somebody revoked the key of production.',
    tab: 'P1: fix our integration, verify and rotate the key.',
    world: { ...world, api: { ...WELL, productionKeyRevoked: true } },
    shows: { ...allFail, errorTypes: ['401'] },
  },
  'no-credit': {
    name: 'no-credit',
    story: 'Ideogram answers 402, because the account has run out of credit.',
    tab: 'P1: fix our integration, top up or raise the plan.',
    world: { ...world, api: { ...WELL, billing: 'insufficient_funds' } },
    shows: { ...allFail, errorTypes: ['402'] },
  },
  'rate-limited': {
    name: 'rate-limited',
    story:
      'Ideogram allows two images in progress; users ask for more, and the rest get 429.',
    tab: 'P2: fix our integration, enable the queue.',
    world: { ...world, api: { ...WELL, maxInFlight: 2 } },
    shows: {
      ...served,
      health: 'degraded',
      errorTypes: ['429'],
      errorRatio: [0.15, 0.9],
    },
  },
  slow: {
    name: 'slow',
    story: 'Ideogram makes every image, but takes 4 to 7 s for each.',
    tab: 'P2 for the latency: monitor.',
    world: { ...world, api: { ...WELL, imageMs: [4000, 7000] } },
    shows: { ...served, slow: true },
  },
  'pods-crash': {
    name: 'pods-crash',
    story:
      'Somebody rolled out a broken configuration to all pods at once: they fall over at each start.',
    tab: 'P1: fix our infrastructure, undo the last rollout.',
    world: { ...world, styles: 'broken' },
    shows: { ...served, pods: 'crashing' },
  },
  'prometheus-down': {
    name: 'prometheus-down',
    story: 'Prometheus is stopped; users are served as usual.',
    tab: 'P4: monitor; error rate and latency are read from /metrics.',
    world: { ...world, prometheus: 'stopped' },
    shows: served,
  },
  'network-cut': {
    name: 'network-cut',
    story:
      'Neither Ideogram nor its status page can be reached: connections are refused.',
    tab: 'P1, undetermined: check the network by hand.',
    world: {
      ...world,
      api: { ...WELL, reachable: false },
      statusPage: 'unreachable',
    },
    shows: { ...allFail, errorTypes: ['network'] },
  },
};
