import type {
  EntityTargets,
  Link,
} from 'backstage-plugin-ideogram-incident-common';

export interface TargetInfo {
  name: string;
  /** The name itself, as long as the operator's title is not known. */
  title: string;
  links: Link[];
}

/**
 * The targets to show, in the order of the entity's annotation. While the
 * backend has not answered, all that the entity names.
 */
export function targetInfos(
  named: readonly string[],
  answer: EntityTargets | undefined,
): TargetInfo[] {
  if (answer) return answer.targets;
  return named.map(name => ({ name, title: name, links: [] }));
}
