import type { Reading } from 'backstage-plugin-ideogram-incident-common';
import { MockIncidentApi } from '../../../testing/MockIncidentApi';
import {
  healthyReadings,
  vendorOutageReadings,
} from '../../../testing/readings';
import { responseError } from '../../../testing/responseError';
import { triageOf } from '../../../testing/triages';
import { TriageFollower, type TriageState } from './TriageFollower';
import { phaseOf } from './useTriages';

const NOW = new Date('2026-11-23T14:00:00.000Z');
const EVERY_MS = 10_000;

let api: MockIncidentApi;
let state: TriageState;
let follower: TriageFollower;

const healthy = (at = new Date().toISOString()) =>
  triageOf(healthyReadings(at));

/** Lets what has been said reach the follower. */
const settle = () => jest.advanceTimersByTimeAsync(0);

async function answer() {
  api.triageStream().triage(healthy());
  await settle();
}

async function fail(error: unknown = new TypeError('Failed to fetch')) {
  api.triageStream().fail(error);
  await settle();
}

function setHidden(hidden: boolean) {
  Object.defineProperty(document, 'hidden', {
    configurable: true,
    value: hidden,
  });
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  api = new MockIncidentApi();
  follower = new TriageFollower({
    api,
    entityRef: 'component:default/ideogram-integration',
    target: 'production',
    everyMs: EVERY_MS,
    onChange: next => {
      state = next;
    },
  });
  follower.start();
});

afterEach(() => {
  follower.stop();
  setHidden(false);
  jest.useRealTimers();
});

it('reads at once, and again each time the interval is over', async () => {
  expect(api.triageStreams).toHaveLength(1);
  await answer();
  await jest.advanceTimersByTimeAsync(EVERY_MS - 1);
  expect(api.triageStreams).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(1);
  expect(api.triageStreams).toHaveLength(2);
});

it('takes one triage at a time, however long it lasts', async () => {
  api.triageStream().push({ type: 'open' });
  await jest.advanceTimersByTimeAsync(10 * EVERY_MS);
  follower.readNow();
  expect(api.triageStreams).toHaveLength(1);
});

it('shows a reading before the triage is whole', async () => {
  const [statusPage] = healthyReadings(NOW.toISOString());
  api.triageStream().reading(statusPage);
  await settle();
  expect(state.triage).toBeUndefined();
  expect(state.readings.map(({ reading }) => reading.probe)).toEqual([
    'status-page',
  ]);
});

it('keeps what is known, and waits longer after each failure', async () => {
  await answer();
  await jest.advanceTimersByTimeAsync(EVERY_MS);
  const waits: number[] = [];
  for (let attempt = 0; attempt < 6; attempt++) {
    await fail();
    waits.push(state.retryAt! - Date.now());
    await jest.advanceTimersByTimeAsync(waits.at(-1)!);
  }
  expect(state.triage).toBeDefined();
  expect(state.failure?.kind).toBe('unreachable');
  expect(api.triageStreams).toHaveLength(8);
  expect(waits[1]).toBeGreaterThan(waits[0]);
  expect(Math.max(...waits)).toBeLessThanOrEqual(75_000);

  await answer();
  expect(state.failure).toBeUndefined();
  expect(state.retryAt).toBeUndefined();
});

it('does not ask again where the permission is missing', async () => {
  await fail(
    await responseError(403, { name: 'NotAllowedError', message: '' }),
  );
  expect(state.failure?.kind).toBe('forbidden');
  await jest.advanceTimersByTimeAsync(600_000);
  expect(api.triageStreams).toHaveLength(1);
});

it('takes an end without a triage for a failure', async () => {
  api.triageStream().end();
  await settle();
  expect(state.failure?.kind).toBe('backend-absent');
});

describe('paused', () => {
  beforeEach(async () => {
    await answer();
    await jest.advanceTimersByTimeAsync(EVERY_MS);
    follower.pause();
  });

  it('gives up the triage that was being taken, and takes no other', async () => {
    expect(api.triageStream().signal?.aborted).toBe(true);
    const before = state;
    api.triageStream().triage(healthy('2026-11-23T15:00:00.000Z'));
    await jest.advanceTimersByTimeAsync(10 * EVERY_MS);
    expect(state).toBe(before);
    expect(api.triageStreams).toHaveLength(2);
  });

  it('reads once when told to, and stays paused', async () => {
    follower.readNow();
    await answer();
    await jest.advanceTimersByTimeAsync(10 * EVERY_MS);
    expect(api.triageStreams).toHaveLength(3);
    expect(state.pausedAt).toBeDefined();
  });

  it('reads at once when it goes live again', async () => {
    follower.goLive();
    expect(api.triageStreams).toHaveLength(3);
    expect(state.pausedAt).toBeUndefined();
  });

  it('is not woken by a viewer who comes back', () => {
    setHidden(true);
    setHidden(false);
    expect(api.triageStreams).toHaveLength(2);
  });
});

it('rests while nobody looks, and reads at once when somebody does', async () => {
  await answer();
  setHidden(true);
  await jest.advanceTimersByTimeAsync(10 * EVERY_MS);
  expect(api.triageStreams).toHaveLength(1);
  setHidden(false);
  expect(api.triageStreams).toHaveLength(2);
});

it('does not plan the next one while nobody looks', async () => {
  setHidden(true);
  await answer();
  await jest.advanceTimersByTimeAsync(10 * EVERY_MS);
  expect(api.triageStreams).toHaveLength(1);
});

it('tries at once when the browser is online again', async () => {
  await answer();
  await jest.advanceTimersByTimeAsync(EVERY_MS);
  await fail();
  window.dispatchEvent(new Event('online'));
  expect(api.triageStreams).toHaveLength(3);
});

it('asks anew when the browser is online again, and not for what it lost', async () => {
  const before = api.triageStream();
  window.dispatchEvent(new Event('online'));
  expect(before.signal?.aborted).toBe(true);
  expect(api.triageStreams).toHaveLength(2);
});

describe('a connection that hangs', () => {
  const outage = () => triageOf(vendorOutageReadings(new Date().toISOString()));

  it('is late after the second reading that is missing', async () => {
    await answer();
    await jest.advanceTimersByTimeAsync(2 * EVERY_MS);
    expect(state.late).toBe(false);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(state.late).toBe(true);
    expect(phaseOf({ ...state, failure: undefined })).toBe('stale');
    await answer();
    expect(state.late).toBe(false);
  });

  it('is not late while it is paused, and is when it goes live again', async () => {
    await answer();
    follower.pause();
    await jest.advanceTimersByTimeAsync(10 * EVERY_MS);
    expect(state.late).toBe(false);
    follower.goLive();
    expect(state.late).toBe(true);
  });

  it('is known as late by a viewer who comes back', async () => {
    await answer();
    setHidden(true);
    jest.setSystemTime(Date.now() + 60_000);
    setHidden(false);
    expect(state.late).toBe(true);
  });

  it('is given up after 15 s without an answer', async () => {
    const hanging = api.triageStream();
    await jest.advanceTimersByTimeAsync(14_999);
    expect(state.failure).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1);
    expect(hanging.signal?.aborted).toBe(true);
    expect(state.failure?.kind).toBe('unreachable');
    expect(state.retryAt).toBeDefined();
  });

  it('may take its time once the portal has answered', async () => {
    api.triageStream().push({ type: 'open' });
    await jest.advanceTimersByTimeAsync(30_000);
    expect(state.failure).toBeUndefined();
  });

  it('is back within 10 s during an outage, however long it was lost', async () => {
    api.triageStream().triage(outage());
    await settle();
    await jest.advanceTimersByTimeAsync(EVERY_MS);
    // Each attempt hangs.
    await jest.advanceTimersByTimeAsync(300_000);
    expect(state.failure).toBeDefined();

    const lostUntil = Date.now();
    const attempts = api.triageStreams.length;
    while (api.triageStreams.length === attempts) {
      await jest.advanceTimersByTimeAsync(100);
    }
    await answer();
    expect(Date.now() - lostUntil).toBeLessThan(10_000);
    expect(state.failure).toBeUndefined();
  });

  it('is tried again soon during an outage, however often it was refused', async () => {
    api.triageStream().triage(outage());
    await settle();
    await jest.advanceTimersByTimeAsync(EVERY_MS);
    for (let attempt = 0; attempt < 6; attempt++) {
      await fail();
      expect(state.retryAt! - Date.now()).toBeLessThan(4_000);
      await jest.advanceTimersByTimeAsync(state.retryAt! - Date.now());
    }
  });
});

it('says nothing more once it is stopped', async () => {
  await answer();
  const before = state;
  follower.stop();
  await jest.advanceTimersByTimeAsync(10 * EVERY_MS);
  expect(state).toBe(before);
  expect(api.triageStreams).toHaveLength(1);
});

it.each([
  [0, 0],
  [5_000, 0],
  [180_000, 180_000],
  [-180_000, -180_000],
])(
  'takes a clock that is %d ms ahead for one that is %d ms ahead',
  async (ahead, seen) => {
    api
      .triageStream()
      .triage(healthy(new Date(Date.now() - ahead).toISOString()));
    await settle();
    expect(state.clockAheadMs).toBe(seen);
  },
);

it('remembers the last value of what becomes unknown', async () => {
  await answer();
  await jest.advanceTimersByTimeAsync(EVERY_MS);
  const at = new Date().toISOString();
  const unknown = (probe: string): Reading => ({
    probe,
    status: 'unknown',
    summary: "Can't be read",
    observedAt: at,
    durationMs: 1,
  });
  const readings = healthyReadings(at).map(one =>
    one.probe === 'latency' ? unknown('latency') : one,
  );
  // The stream brings the reading, and the triage brings it again.
  api.triageStream().reading(readings[3]);
  api.triageStream().triage(triageOf(readings));
  await settle();
  const latency = state.readings.find(
    ({ reading }) => reading.probe === 'latency',
  );
  expect(latency).toMatchObject({
    reading: { status: 'unknown' },
    lastKnown: { summary: 'P95 is 14 s' },
    unknownSince: at,
  });
});
