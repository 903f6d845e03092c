import { formatCount, formatPercent } from '../format/quantity';
import { escalationContact } from '../target/target';
import {
  failsForPortal,
  isBetweenPodsAndIdeogram,
  isKeyCleared,
  isPortalCutOff,
} from '../triage/ideogramApi';
import {
  doesFallbackHelp,
  isInForce,
  hasOutageEnded,
} from '../triage/mitigations';
import { readingOf } from '../triage/reading';
import * as curl from './commands/curl';
import { vendorConsole, vendorIncident } from './links';
import { inCluster, type GuidanceContext, type StepTemplate } from './topic';

/** "Sets X=y and restarts 6 pods." */
function changeOfEnv(
  { target, readings }: GuidanceContext,
  entry: 'queue' | 'fallback',
): string {
  if (!target.kubernetes) return '';
  const { env, value } = target.kubernetes[entry];
  const wanted = readingOf(readings, 'workload')?.details?.desired;
  const pods = wanted === undefined ? 'the pods' : formatCount(wanted, 'pod');
  return ` Sets ${env}=${value} and restarts ${pods}.`;
}

export function whatFallbackDoes(context: GuidanceContext): string {
  const change = changeOfEnv(context, 'fallback');
  return `Users get the fallback instead of an error.${change}`;
}

export const enableFallback: StepTemplate = {
  text: 'Enable fallback',
  detail: whatFallbackDoes,
  action: 'enable-fallback',
  enables: 'fallback',
  command: inCluster(kubectl => kubectl.enable('fallback')),
};

/** First of all where many users get errors, whatever the cause. */
export const enableFallbackUntil = (until: string): StepTemplate => ({
  ...enableFallback,
  detail: context =>
    `Users get the fallback instead of an error until ${until}.${changeOfEnv(
      context,
      'fallback',
    )}`,
  when: ({ readings }) => doesFallbackHelp(readings),
});

export const disableFallback: StepTemplate = {
  text: 'When it is over, disable fallback',
  detail: ({ target }) =>
    `It is over when errors stay under ${formatPercent(
      target.thresholds.errorRatio,
    )} of requests. By hand: if the entry had another value before, set that again instead.`,
  action: 'disable-fallback',
  command: inCluster(kubectl => kubectl.disable('fallback')),
};

/** First of all where it holds: users get less than they could. */
export const endFallback: StepTemplate = {
  ...disableFallback,
  text: 'Disable fallback: Ideogram is well again',
  detail:
    'Users still get the fallback, though errors are under their limit and no incident is announced.',
  when: ({ readings }) =>
    isInForce(readings, 'fallback') && hasOutageEnded(readings),
};

export const enableQueue: StepTemplate = {
  text: 'Enable the queue',
  detail: context =>
    `Requests wait for their turn instead of being refused.${changeOfEnv(
      context,
      'queue',
    )}`,
  action: 'enable-queue',
  enables: 'queue',
  command: inCluster(kubectl => kubectl.enable('queue')),
};

export const disableQueue: StepTemplate = {
  text: 'When it is over, disable the queue',
  detail:
    'It is over when no request is refused any more. By hand: if the entry had another value before, set that again instead.',
  action: 'disable-queue',
  command: inCluster(kubectl => kubectl.disable('queue')),
};

export const restart: StepTemplate = {
  text: 'Restart the integration',
  detail:
    'Pods are replaced one after the other; a key or an env entry takes effect only then.',
  action: 'restart',
  command: inCluster(kubectl => kubectl.restart()),
};

/** Pods are given the key at their start. */
export const restartForKey: StepTemplate = {
  ...restart,
  detail:
    'Ideogram accepts the key in the secret, asked from the portal, so pods that are refused run with an older one.',
  when: ({ readings }) => isKeyCleared(readings),
};

/** A button where the operator has an action of that name. */
export const undoRollout: StepTemplate = {
  text: 'Undo the last rollout',
  action: 'undo-rollout',
  command: inCluster(kubectl => kubectl.undoRollout()),
};

/** A key that Ideogram is seen to accept is not looked into. */
const isKeySuspected = ({ readings }: GuidanceContext) =>
  !isKeyCleared(readings);

export const verifyCredential: StepTemplate = {
  text: 'Verify the credential',
  when: isKeySuspected,
  detail: ({ target }) =>
    `See that the key is set, and ask ${target.ideogram.baseUrl} with it: 401 means that it is refused. The key itself is not shown.`,
  action: 'verify-credential',
  command: inCluster((kubectl, { target: { ideogram } }) => {
    const url = `${ideogram.baseUrl.replace(/\/+$/, '')}${ideogram.verifyPath}`;
    return `${kubectl.keyIsSet()} &&\n${kubectl.verifyKey(url)}`;
  }),
};

export const seeWhetherRotated: StepTemplate = {
  text: 'See in the Ideogram dashboard whether the key was rotated',
  when: isKeySuspected,
  detail:
    'A key that is revoked there stops at once; keys do not expire by themselves.',
  link: vendorConsole,
};

export const rotateCredential: StepTemplate = {
  text: 'Rotate the credential',
  when: isKeySuspected,
  detail: context =>
    `Create a new key at Ideogram, put it into the secret, restart, verify, and only then revoke the old one. Where permission is denied, escalate to ${escalationContact(
      context.target,
    )}.`,
  action: 'rotate-credential',
  command: inCluster(
    kubectl => `${kubectl.rotateKey()} &&\n${kubectl.restart()}`,
  ),
};

export const tellPeople: StepTemplate = {
  text: 'Tell people',
  detail:
    'The team and, on our status page, the users: what they notice, what is being done, when the next update comes. Send the first update within 5 min, then one every 20 min.',
};

export const notifyUsers: StepTemplate = {
  text: 'Notify users of degraded service',
  detail:
    'What they may notice, that it is being worked on, and when the next update comes. Send the first update within 5 min, then one every 20 min. Tell the team the same, and who the incident commander is.',
};

export const updateOurStatusPage: StepTemplate = {
  text: 'Update our status page',
  detail:
    'Say that the Ideogram integration has issues, what some users may experience, and when this was last updated.',
};

export const watchVendor: StepTemplate = {
  text: "Watch Ideogram's status until it is resolved",
  detail: 'There is nothing to repair on our side.',
  command: ({ target }) =>
    target.statusPage && curl.statusPage(target.statusPage),
  link: vendorIncident,
};

export const readErrorLines: StepTemplate = {
  text: 'Read the last error lines',
  detail: 'Of the last 5 min, of all pods.',
  command: inCluster(kubectl => kubectl.recentErrorLines()),
};

export const checkConfig: StepTemplate = {
  text: 'Check the configuration of the integration',
  detail:
    'Its env entries, the address of the API, and what was rolled out last. Values are not shown: some are secret.',
  command: inCluster(
    kubectl => `${kubectl.envNames()} &&\n${kubectl.rolloutHistory()}`,
  ),
};

/** Where to look for the cause of errors that nobody announced. */
export const whoseFaultItIs: readonly StepTemplate[] = [
  {
    text: 'Look at the network that portal and pods share',
    detail:
      'Ideogram fails for the portal too, and its status page is not reached from there either.',
    command: ({ target }) => curl.reachIdeogram(target),
    when: ({ readings }) =>
      failsForPortal(readings) && isPortalCutOff(readings),
  },
  {
    text: 'Ideogram fails for the portal too: treat it as an outage of theirs',
    detail: 'A fault of ours is unlikely.',
    link: vendorIncident,
    when: ({ readings }) =>
      failsForPortal(readings) && !isPortalCutOff(readings),
  },
  {
    text: 'Ideogram answers the portal, so look between your pods and Ideogram',
    detail:
      'At DNS, egress, proxy and TLS of the pods. With server errors, only the part of Ideogram that makes images may fail.',
    command: ({ target }) => curl.reachIdeogram(target),
    when: ({ readings }) => isBetweenPodsAndIdeogram(readings),
  },
];
