import { isDeepStrictEqual } from 'node:util';
import type { Deployment } from '../../objects';
import { selects } from '../selectors';
import { required, wrong, type FieldMistake, type Strategy } from './strategy';
import { podSpecDefaults, podSpecMistakes } from './podSpec';

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function workloadMistakes(
  object: Deployment,
  previous?: Deployment,
): FieldMistake[] {
  const { selector, template, replicas } = object.spec;
  return [
    ...(isCount(replicas)
      ? []
      : [
          wrong(
            'spec.replicas',
            replicas,
            'must be greater than or equal to 0',
          ),
        ]),
    ...(selector &&
    Object.keys(selector.matchLabels ?? selector.matchExpressions ?? {}).length
      ? []
      : [required('spec.selector')]),
    ...(selector && !selects(selector, template?.metadata?.labels)
      ? [
          wrong(
            'spec.template.metadata.labels',
            template?.metadata?.labels ?? {},
            '`selector` does not match template `labels`',
          ),
        ]
      : []),
    ...(previous && !isDeepStrictEqual(selector, previous.spec.selector)
      ? [wrong('spec.selector', selector, 'field is immutable')]
      : []),
    ...podSpecMistakes(template?.spec, 'spec.template.spec'),
  ];
}

export const deploymentStrategy: Strategy = {
  generation: true,
  defaults: (deployment: Deployment): Deployment => {
    const { strategy, template } = deployment.spec ?? {};
    const rolling = (strategy?.type ?? 'RollingUpdate') === 'RollingUpdate';
    return {
      ...deployment,
      spec: {
        ...deployment.spec,
        replicas: deployment.spec?.replicas ?? 1,
        progressDeadlineSeconds:
          deployment.spec?.progressDeadlineSeconds ?? 600,
        revisionHistoryLimit: deployment.spec?.revisionHistoryLimit ?? 10,
        strategy: rolling
          ? {
              type: 'RollingUpdate',
              rollingUpdate: {
                maxSurge: '25%',
                maxUnavailable: '25%',
                ...strategy?.rollingUpdate,
              },
            }
          : { type: 'Recreate' },
        template: {
          ...template,
          spec: podSpecDefaults(template?.spec ?? { containers: [] }),
        },
      },
    };
  },
  validate: workloadMistakes,
};

export const replicaSetStrategy: Strategy = {
  generation: true,
  defaults: object => ({
    ...object,
    spec: { ...object.spec, replicas: object.spec?.replicas ?? 1 },
  }),
  validate: workloadMistakes,
};
