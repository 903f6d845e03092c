import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  stringifyEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  parseTargetsAnnotation,
  TARGETS_ANNOTATION,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';

const MAX_LISTED = 20;
/** As long as the name of a target may be. */
const MAX_NAME_LENGTH = 63;

const shortened = (name: string) =>
  name.length > MAX_NAME_LENGTH
    ? `${name.slice(0, MAX_NAME_LENGTH - 1)}…`
    : name;

/** An annotation may hold any number of names, of any length. */
function listed(names: readonly string[]): string {
  const more = names.length - MAX_LISTED;
  const list = names.slice(0, MAX_LISTED).map(shortened).join(', ');
  return more > 0 ? `${list} and ${more} more` : list;
}

/** What an entity names, in its order. */
export interface NamedTargets {
  entityRef: string;
  targets: Target[];
  /** Named by the entity, but not defined by the operator. */
  undefinedTargets: string[];
}

/** Leads from an entity to the targets that the operator defined for it. */
export class EntityTargets {
  // The catalog is remembered for a moment: one entity is the same object then.
  private readonly named = new WeakMap<Entity, NamedTargets>();

  constructor(
    private readonly catalog: Pick<CatalogService, 'getEntityByRef'>,
    private readonly targets: ReadonlyMap<string, Target>,
  ) {}

  /**
   * The targets that an entity names; none where it has no annotation.
   *
   * @throws NotFoundError where there is no such entity, or the caller may not
   * see it
   */
  async forEntity(
    entity: CompoundEntityRef,
    credentials: BackstageCredentials,
  ): Promise<NamedTargets> {
    const found = await this.catalog.getEntityByRef(entity, { credentials });
    if (!found) {
      throw new NotFoundError(
        `There is no entity ${stringifyEntityRef(
          entity,
        )}, or you may not see it`,
      );
    }
    const named = this.named.get(found) ?? this.namedBy(found);
    this.named.set(found, named);
    return named;
  }

  private namedBy(entity: Entity): NamedTargets {
    const names = parseTargetsAnnotation(
      entity.metadata.annotations?.[TARGETS_ANNOTATION],
    );
    return {
      entityRef: stringifyEntityRef(entity),
      targets: names.flatMap(name => this.targets.get(name) ?? []),
      undefinedTargets: names.filter(name => !this.targets.has(name)),
    };
  }
}

/**
 * The one target that a request means. Its name may be left out where the
 * entity names one only.
 *
 * @throws NotFoundError that says whether the entity does not name the target
 * or the operator did not define it; InputError where there are several
 */
export function chooseTarget(
  { entityRef, targets, undefinedTargets }: NamedTargets,
  targetName: string | undefined,
): Target {
  const names = [...targets.map(({ name }) => name), ...undefinedTargets];
  if (names.length === 0) {
    throw new NotFoundError(
      `The entity ${entityRef} names no target: its annotation ${TARGETS_ANNOTATION} is absent or empty`,
    );
  }
  if (targetName === undefined && names.length > 1) {
    throw new InputError(
      `target is missing; name one of those of the entity ${entityRef}: ${listed(
        names,
      )}`,
    );
  }
  const name = targetName ?? names[0];
  if (!names.includes(name)) {
    throw new NotFoundError(
      `The entity ${entityRef} does not name the target ${JSON.stringify(
        name,
      )}; it names ${listed(names)}`,
    );
  }
  const target = targets.find(candidate => candidate.name === name);
  if (!target) {
    throw new NotFoundError(
      `The target ${JSON.stringify(
        shortened(name),
      )} of the entity ${entityRef} is not defined: ask the operator of the portal to add ideogramIncident.targets.${shortened(
        name,
      )}`,
    );
  }
  return target;
}
