import type { Entity } from '@backstage/catalog-model';
import { TARGETS_ANNOTATION } from 'backstage-plugin-ideogram-incident-common';

/**
 * Whether an entity names targets, for the condition of a route or a card.
 *
 * @public
 */
export function isIncidentAvailable(entity: Entity): boolean {
  return Boolean(entity.metadata.annotations?.[TARGETS_ANNOTATION]?.trim());
}
