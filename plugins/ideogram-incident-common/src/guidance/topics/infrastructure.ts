import * as curl from '../commands/curl';
import { readingOf } from '../../triage/reading';
import type { PodTrouble } from '../../triage/probes/workload';
import * as steps from '../steps';
import { inCluster, type GuidanceContext, type Topic } from '../topic';

const hasTrouble =
  (...troubles: PodTrouble[]) =>
  ({ readings }: GuidanceContext) =>
    (readingOf(readings, 'workload')?.details?.pods ?? []).some(
      ({ trouble }) => trouble && troubles.includes(trouble),
    );

/** Our service is not healthy, and not because of Ideogram. */
export const infrastructure: Topic = {
  harm: [
    {
      text: 'Raise the memory limit, or undo what made the need grow',
      detail: 'Pods were killed for want of memory.',
      command: inCluster(kubectl => kubectl.podMemory()),
      when: hasTrouble('out-of-memory'),
    },
    {
      text: 'Make room for the pods',
      detail:
        'No node can take them; the events say whether CPU, memory or a taint is in the way.',
      command: inCluster(kubectl => kubectl.podEvents()),
      when: hasTrouble('unschedulable'),
    },
    {
      ...steps.undoRollout,
      detail: 'Pods crash or their image can not be pulled.',
      when: hasTrouble('crashing', 'image-pull'),
    },
    {
      ...steps.restart,
      detail:
        'Helps pods that hang; those that crash by themselves it does not.',
    },
  ],
  people: [steps.tellPeople],
  cause: [
    {
      text: 'Check the pods',
      detail: 'Look for restarts and for pods that are not ready.',
      command: inCluster(
        kubectl => `${kubectl.pods()} &&\n${kubectl.previousLogs()}`,
      ),
    },
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
      text: 'Ask the health address yourself',
      command: ({ target }) => target.health && curl.health(target.health),
      when: ({ target }) => target.health !== undefined,
    },
    {
      text: 'See what was rolled out last',
      command: inCluster(kubectl => kubectl.rolloutHistory()),
    },
  ],
  after: [],
};
