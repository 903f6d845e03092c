import {
  brokenRolloutOf,
  deadPodsOf,
  downBeforeRollout,
} from '../../triage/deadPods';
import { readingOf } from '../../triage/reading';
import type { PodTrouble } from '../../triage/probes/workload';
import * as curl from '../commands/curl';
import * as steps from '../steps';
import {
  inCluster,
  type GuidanceContext,
  type StepTemplate,
  type Topic,
} from '../topic';

const hasTrouble =
  (...troubles: PodTrouble[]) =>
  ({ readings }: GuidanceContext) =>
    (readingOf(readings, 'workload')?.details?.pods ?? []).some(
      ({ trouble }) => trouble && troubles.includes(trouble),
    );

const isMissing = ({ readings }: GuidanceContext) =>
  deadPodsOf(readings) === 'missing-deployment';

/** Troubles whose cure is known; for others one has to look. */
const isKnown = hasTrouble(
  'crashing',
  'out-of-memory',
  'image-pull',
  'unschedulable',
);

const isBroken = ({ readings }: GuidanceContext) =>
  brokenRolloutOf(readings) !== undefined;

const undoBroken: StepTemplate = {
  ...steps.undoRollout,
  detail: ({ readings }) =>
    `No pod of rollout ${brokenRolloutOf(readings)?.revision} was ever up.`,
  when: isBroken,
};

const readLastWords: StepTemplate = {
  text: 'Read what the pods said before they crashed',
  detail: 'The log of the run before the last restart gives the reason.',
  command: inCluster(kubectl => kubectl.previousLogs()),
  when: context => hasTrouble('crashing')(context) && !isBroken(context),
};

/** Where undoing the last rollout is known to be no cure. */
const rollOutAnother: StepTemplate = {
  text: 'Roll out a version that is known to run',
  detail: ({ readings }) => downBeforeRollout(readings),
  command: inCluster(kubectl => kubectl.rolloutHistory()),
  when: ({ readings }) => downBeforeRollout(readings) !== undefined,
};

const undoPerhaps: StepTemplate = {
  ...steps.undoRollout,
  text: 'Undo the last rollout, if the trouble began with it',
  when: context =>
    hasTrouble('crashing', 'image-pull')(context) &&
    !isBroken(context) &&
    downBeforeRollout(context.readings) === undefined,
};

const checkPods: StepTemplate = {
  text: 'Check the pods',
  detail: 'Look for restarts and for pods that are not ready.',
  command: inCluster(
    kubectl => `${kubectl.pods()} &&\n${kubectl.previousLogs()}`,
  ),
};

const askHealth: StepTemplate = {
  text: 'Ask the health address yourself',
  command: ({ target }) => target.health && curl.health(target.health),
  when: ({ target }) => target.health !== undefined,
};

/** Our service says that it is degraded while the fallback is on. */
export const onlyFallbackLeft: Topic = {
  harm: [],
  people: [],
  cause: [
    {
      ...askHealth,
      text: 'Then ask the health address whether our service is healthy',
    },
  ],
  after: [],
};

/** Our service is not healthy, and not because of Ideogram. */
export const infrastructure: Topic = {
  harm: [
    undoBroken,
    {
      text: 'Deploy the integration again',
      detail: ({ target: { kubernetes } }) =>
        kubernetes &&
        `There is no deployment ${kubernetes.deployment} in ${kubernetes.namespace}. If it has another name now, ask the portal's operator to correct kubernetes.deployment.`,
      command: inCluster(kubectl => kubectl.deployments()),
      when: isMissing,
    },
    readLastWords,
    {
      text: 'Raise the memory limit, or undo what made the need grow',
      detail: 'Pods were killed because they ran out of memory.',
      command: inCluster(kubectl => kubectl.podMemory()),
      when: hasTrouble('out-of-memory'),
    },
    {
      text: 'Check the image and the registry',
      detail: "The events of the pods say why the image can't be pulled.",
      command: inCluster(kubectl => kubectl.podEvents()),
      when: hasTrouble('image-pull'),
    },
    {
      text: 'Make room for the pods',
      detail:
        'No node can take them; the events say whether CPU, memory or a taint is in the way.',
      command: inCluster(kubectl => kubectl.podEvents()),
      when: hasTrouble('unschedulable'),
    },
    undoPerhaps,
    {
      ...checkPods,
      when: context => !isKnown(context) && !isMissing(context),
    },
    rollOutAnother,
  ],
  people: [steps.tellPeople],
  cause: [
    checkPods,
    {
      text: 'Check their memory',
      detail: 'Against the limit, per container.',
      command: inCluster(kubectl => kubectl.podMemory()),
      when: context => !hasTrouble('out-of-memory')(context),
    },
    {
      text: 'Check their network',
      detail:
        'The service needs ready endpoints, and a network policy may be in the way.',
      command: inCluster(kubectl => kubectl.podNetwork()),
    },
    {
      ...steps.restart,
      text: 'Restart the integration, if pods hang',
      detail:
        'Pods are replaced one after the other. It does not help pods that crash by themselves.',
      when: context => deadPodsOf(context.readings) === undefined,
    },
    askHealth,
    {
      text: 'See what was rolled out last',
      command: inCluster(kubectl => kubectl.rolloutHistory()),
    },
  ],
  after: [],
};
