import {
  BUILT_IN_ACTIONS,
  type BuiltInAction,
  hasOutageEnded,
  type Reading,
  readingOf,
} from 'backstage-plugin-ideogram-incident-common';
import type { RemediationAction } from 'backstage-plugin-ideogram-incident-node';
import type { AskIdeogramAboutKey } from '../../upstream/ideogram-api';
import { builtInWords } from './actionWords';
import { createRotateCredentialAction } from './credential/rotateCredential';
import { createVerifyCredentialAction } from './credential/verifyCredential';
import {
  createDisableAction,
  createEnableAction,
  type OverrideActions,
} from './envOverride/overrideActions';
import { createRestartAction } from './workload/restart';

/** The queue itself keeps 429s away: only time tells that nobody needs it. */
const QUIET_MS = 60 * 60_000;

/** Requests wait while some are refused for their number. */
export function hasRateLimitingEnded(
  readings: readonly Reading[],
  since?: string,
): boolean {
  const reading = readingOf(readings, 'error-rate');
  return (
    since !== undefined &&
    Date.now() - Date.parse(since) >= QUIET_MS &&
    reading !== undefined &&
    reading.status !== 'unknown' &&
    reading.details?.rateLimitedPerMinute === 0
  );
}

export const queue: OverrideActions = {
  enable: builtInWords('enable-queue'),
  disable: builtInWords('disable-queue'),
  overrideOf: ({ kubernetes }) => ({
    ...kubernetes.queue,
    container: kubernetes.container,
    configuredAt: 'kubernetes.container',
  }),
  verifiedBy: 'rate-limits',
  revertVerifiedBy: 'no-errors',
  cautions: { enable: 'enable-queue', disable: 'disable-queue' },
  isReasonGone: hasRateLimitingEnded,
};

export const fallback: OverrideActions = {
  enable: builtInWords('enable-fallback'),
  disable: builtInWords('disable-fallback'),
  overrideOf: ({ kubernetes }) => ({
    ...kubernetes.fallback,
    container: kubernetes.container,
    configuredAt: 'kubernetes.container',
  }),
  verifiedBy: 'users-served',
  revertVerifiedBy: 'no-errors',
  cautions: { enable: 'enable-fallback', disable: 'disable-fallback' },
  isReasonGone: hasOutageEnded,
};

/** The actions of every target, in the order in which they are shown. */
export function createBuiltInActions({
  askIdeogramAboutKey,
}: {
  askIdeogramAboutKey: AskIdeogramAboutKey;
}): RemediationAction[] {
  const actions: Record<BuiltInAction, RemediationAction> = {
    'verify-credential': createVerifyCredentialAction(askIdeogramAboutKey),
    'rotate-credential': createRotateCredentialAction(askIdeogramAboutKey),
    restart: createRestartAction(builtInWords('restart')),
    'enable-queue': createEnableAction(queue),
    'disable-queue': createDisableAction(queue),
    'enable-fallback': createEnableAction(fallback),
    'disable-fallback': createDisableAction(fallback),
  };
  return BUILT_IN_ACTIONS.map(id => actions[id]);
}
