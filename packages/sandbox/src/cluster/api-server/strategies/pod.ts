import { isDeepStrictEqual } from 'node:util';
import type { Pod } from '../../objects';
import { forbidden, type Strategy } from './strategy';
import { podSpecDefaults, podSpecMistakes } from './podSpec';

/** A pod's spec without what may still change once it exists. */
function settledSpec(pod: Pod) {
  return {
    ...pod.spec,
    terminationGracePeriodSeconds: undefined,
    tolerations: undefined,
    containers: pod.spec.containers.map(container => ({
      ...container,
      image: undefined,
    })),
  };
}

export const podStrategy: Strategy = {
  defaults: (pod: Pod): Pod => ({
    ...pod,
    spec: podSpecDefaults(pod.spec ?? { containers: [] }),
    status: { phase: 'Pending', ...pod.status },
  }),
  validate: (pod: Pod, previous?: Pod) => [
    ...podSpecMistakes(pod.spec, 'spec'),
    ...(previous && !isDeepStrictEqual(settledSpec(pod), settledSpec(previous))
      ? [
          forbidden(
            'spec',
            'Forbidden: pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
          ),
        ]
      : []),
  ],
};
