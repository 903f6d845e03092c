import type { V1Container } from '@kubernetes/client-node';
import { plain } from './plain';

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
