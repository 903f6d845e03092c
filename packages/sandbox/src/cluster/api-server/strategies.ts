import { isDeepStrictEqual } from 'node:util';
import type {
  Container,
  Deployment,
  KubeObject,
  Pod,
  PodSpec,
  Secret,
} from '../objects';
import { resources, type Resource } from './resources';
import { selects } from './selectors';
import { refuse } from './statusError';

interface Cause {
  field: string;
  reason: string;
  message: string;
}

/** What is particular to one resource: its defaults, and what it refuses. */
interface Strategy {
  defaults?: (object: any) => KubeObject;
  /** `previous` is there at an update. */
  validate?: (object: any, previous?: any) => Cause[];
  /** Whether `metadata.generation` counts the changes of `spec`. */
  generation?: true;
}

function forbidden(field: string, message: string): Cause {
  return { field, reason: 'FieldValueForbidden', message };
}

function required(field: string): Cause {
  return { field, reason: 'FieldValueRequired', message: 'Required value' };
}

function wrong(field: string, value: unknown, message: string): Cause {
  return {
    field,
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(value)?.slice(
      0,
      200,
    )}: ${message}`,
  };
}

function podSpecDefaults(spec: PodSpec): PodSpec {
  return {
    ...spec,
    restartPolicy: spec.restartPolicy ?? 'Always',
    terminationGracePeriodSeconds: spec.terminationGracePeriodSeconds ?? 30,
    containers: (spec.containers ?? []).map(container => ({
      ...container,
      resources: container.resources?.limits
        ? {
            ...container.resources,
            requests: {
              ...container.resources.limits,
              ...container.resources.requests,
            },
          }
        : container.resources ?? {},
    })),
  };
}

function envMistakes(container: Container, at: string): Cause[] {
  return (container.env ?? []).flatMap((env, index) => {
    const field = `${at}.env[${index}]`;
    if (!env?.name) return [required(`${field}.name`)];
    if (env.value !== undefined && typeof env.value !== 'string') {
      return [wrong(`${field}.value`, env.value, 'must be a string')];
    }
    return env.value && env.valueFrom
      ? [
          wrong(
            `${field}.valueFrom`,
            '',
            'may not be specified when `value` is not empty',
          ),
        ]
      : [];
  });
}

function podSpecMistakes(spec: PodSpec | undefined, at: string): Cause[] {
  const containers = spec?.containers;
  if (!Array.isArray(containers) || containers.length === 0) {
    return [required(`${at}.containers`)];
  }
  const names = containers.map(container => container?.name);
  return containers.flatMap((container, index) => {
    const field = `${at}.containers[${index}]`;
    return [
      ...(container?.name ? [] : [required(`${field}.name`)]),
      ...(names.indexOf(container?.name) < index
        ? [
            {
              field: `${field}.name`,
              reason: 'FieldValueDuplicate',
              message: `Duplicate value: "${container?.name}"`,
            },
          ]
        : []),
      ...(container?.image ? [] : [required(`${field}.image`)]),
      ...envMistakes(container, field),
    ];
  });
}

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

const pods: Strategy = {
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

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function workloadMistakes(object: Deployment, previous?: Deployment): Cause[] {
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

const deployments: Strategy = {
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

const replicasets: Strategy = {
  generation: true,
  defaults: object => ({
    ...object,
    spec: { ...object.spec, replicas: object.spec?.replicas ?? 1 },
  }),
  validate: workloadMistakes,
};

const base64 =
  /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const secrets: Strategy = {
  defaults: ({ stringData, ...secret }: Secret & { stringData?: any }) => ({
    ...secret,
    type: secret.type ?? 'Opaque',
    ...((secret.data || stringData) && {
      data: {
        ...secret.data,
        ...Object.fromEntries(
          Object.entries(stringData ?? {}).map(([key, value]) => [
            key,
            Buffer.from(String(value)).toString('base64'),
          ]),
        ),
      },
    }),
  }),
  validate: (secret: Secret, previous?: Secret) => [
    ...Object.entries(secret.data ?? {}).flatMap(([key, value]) => [
      ...(/^[-._a-zA-Z0-9]{1,253}$/.test(key)
        ? []
        : [
            wrong(
              `data[${key.slice(0, 100)}]`,
              key,
              "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
            ),
          ]),
      ...(typeof value === 'string' && base64.test(value)
        ? []
        : [
            {
              field: `data[${key.slice(0, 100)}]`,
              reason: 'FieldValueInvalid',
              message: 'illegal base64 data',
            },
          ]),
    ]),
    ...(previous && secret.type !== previous.type
      ? [wrong('type', secret.type, 'field is immutable')]
      : []),
  ],
};

const namespaces: Strategy = {
  defaults: object => ({ ...object, status: { phase: 'Active' } }),
};

const strategies = new Map<Resource, Strategy>([
  [resources.pods, pods],
  [resources.deployments, deployments],
  [resources.replicasets, replicasets],
  [resources.secrets, secrets],
  [resources.namespaces, namespaces],
]);

export function countsGenerations(resource: Resource): boolean {
  return strategies.get(resource)?.generation ?? false;
}

/** The object as it would be stored: with its defaults, or refused. */
export function prepare(
  resource: Resource,
  object: KubeObject,
  previous?: KubeObject,
): KubeObject {
  const strategy = strategies.get(resource);
  const complete = strategy?.defaults?.(object) ?? object;
  const mistakes = strategy?.validate?.(complete, previous) ?? [];
  if (mistakes.length) {
    throw refuse.invalid(
      resource.group ? `${resource.kind}.${resource.group}` : resource.kind,
      object.metadata.name,
      mistakes,
    );
  }
  return complete;
}
