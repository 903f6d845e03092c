import type { Permission } from '@backstage/plugin-permission-common';
import type { routes } from 'backstage-plugin-ideogram-incident-common';
import type { Handlers } from './handler';
import type { FindersOf } from './subject';

/** What a feature gives to the plugin. */
export interface Feature {
  /** Of its routes. */
  handlers: Partial<Handlers>;
  /** How the subjects that are its own are found. */
  subjects?: Partial<FindersOf<typeof routes>>;
  permissions?: Permission[];
  /** Begins what it does by itself. */
  start?(): void | Promise<void>;
  close?(): void | Promise<void>;
}

type Joined<T> = (T extends unknown ? (part: T) => void : never) extends (
  whole: infer Whole,
) => void
  ? Whole
  : never;

/** All handlers and subjects; the compiler knows which, and misses none. */
export function joinFeatures<F extends Feature>(features: readonly F[]) {
  return {
    handlers: Object.assign(
      {},
      ...features.map(({ handlers }) => handlers),
    ) as Joined<F['handlers']>,
    subjects: Object.assign(
      {},
      ...features.map(({ subjects }) => subjects),
    ) as Joined<F extends { subjects: infer Subjects } ? Subjects : never>,
  };
}
