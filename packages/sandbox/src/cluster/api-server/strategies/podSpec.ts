import type { Container, PodSpec } from '../../objects';
import { required, wrong, type FieldMistake } from './strategy';

export function podSpecDefaults(spec: PodSpec): PodSpec {
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

function envMistakes(container: Container, at: string): FieldMistake[] {
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

export function podSpecMistakes(
  spec: PodSpec | undefined,
  at: string,
): FieldMistake[] {
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
