import type { V1Container, V1Deployment } from '@kubernetes/client-node';
import { oneLine } from 'backstage-plugin-ideogram-incident-common';
import { plain } from './clusterObject';

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';
const MAX_NAMED = 10;

/** The container that is configured, and the key that says so. */
export interface WantedContainer {
  container?: string;
  /** Such as `kubernetes.container`. */
  configuredAt: string;
}

export type ContainerChoice = { container: V1Container } | { refusal: string };

export function containersOf(deployment: V1Deployment): V1Container[] {
  const containers: unknown = deployment.spec?.template?.spec?.containers;
  return Array.isArray(containers)
    ? containers.filter(each => typeof each?.name === 'string')
    : [];
}

function named(containers: readonly V1Container[]): string {
  const names = containers.slice(0, MAX_NAMED).map(each => oneLine(each.name));
  const rest = containers.length - names.length;
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ');
}

/**
 * The container that a change is for: the configured one, the only one, or the
 * one that kubectl takes by default. Which of several is never guessed.
 */
export function chooseContainer(
  deployment: V1Deployment,
  { container: wanted, configuredAt }: WantedContainer,
): ContainerChoice {
  const containers = containersOf(deployment);
  if (containers.length === 0) {
    return { refusal: 'The deployment names no container.' };
  }
  const byName = (name: unknown) =>
    containers.find(container => container.name === name);
  if (wanted !== undefined) {
    const container = byName(wanted);
    return container
      ? { container }
      : {
          refusal: `There is no container ${wanted}, only ${named(
            containers,
          )}: ask the portal's operator to correct ${configuredAt}.`,
        };
  }
  if (containers.length === 1) return { container: containers[0] };
  const annotations = deployment.spec?.template?.metadata?.annotations;
  const container = byName(annotations?.[DEFAULT_CONTAINER]);
  return container
    ? { container }
    : {
        refusal: `The pods have several containers, ${named(
          containers,
        )}: ask the portal's operator to name one in ${configuredAt}.`,
      };
}

/** An env entry as it stands in the cluster. */
export interface EnvEntry {
  name: string;
  value?: string;
  valueFrom?: Record<string, unknown>;
}

/** All of this name: the API lets one stand there twice, and the last counts. */
export function entriesOf(container: V1Container, env: string): EnvEntry[] {
  const entries: unknown = container.env;
  return Array.isArray(entries)
    ? entries.filter(entry => entry?.name === env).map(entry => plain(entry))
    : [];
}

/** The API leaves out a value that is empty. */
export function hasValue(entry: EnvEntry | undefined, value: string): boolean {
  return (
    entry !== undefined && !entry.valueFrom && (entry.value ?? '') === value
  );
}
