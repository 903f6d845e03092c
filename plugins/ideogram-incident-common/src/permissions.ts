import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  createPermission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import { BUILT_IN_ACTIONS } from './remediation/builtInActions';

/**
 * Reading the health, the severity and the guidance of an entity's targets.
 *
 * It is scoped to the catalog entity, so that a policy can answer with the
 * catalog's own conditions, such as `isEntityOwner`.
 *
 * @public
 */
export const ideogramIncidentReadPermission = createPermission({
  name: 'ideogram-incident.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Opening, changing and resolving incidents of an entity's targets, and writing
 * on their timelines.
 *
 * It is scoped to the catalog entity, so that a policy can answer with the
 * catalog's own conditions, such as `isEntityOwner`.
 *
 * @public
 */
export const incidentWritePermission = createPermission({
  name: 'ideogram-incident.incident.write',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Reading the alerts that match no target.
 *
 * @public
 */
export const alertsReadPermission = createPermission({
  name: 'ideogram-incident.alerts.read',
  attributes: { action: 'read' },
});

/**
 * Sending alerts, which is for services only.
 *
 * @public
 */
export const alertsWritePermission = createPermission({
  name: 'ideogram-incident.alerts.write',
  attributes: { action: 'create' },
});

/**
 * The permission to run one remediation action on the targets of an entity,
 * also one that an operator or a module added.
 *
 * It is scoped to the catalog entity, so that a policy can answer with the
 * catalog's own conditions, such as `isEntityOwner`.
 *
 * @public
 */
export function remediationPermission(
  action: string,
): ResourcePermission<typeof RESOURCE_TYPE_CATALOG_ENTITY> {
  return createPermission({
    name: `ideogram-incident.remediate.${action}`,
    attributes: { action: 'update' },
    resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
  });
}

/**
 * Every permission of the plugin but those of actions that an operator or a
 * module added, for registration and for policies.
 *
 * @public
 */
export const ideogramIncidentPermissions = [
  ideogramIncidentReadPermission,
  incidentWritePermission,
  alertsReadPermission,
  alertsWritePermission,
  ...BUILT_IN_ACTIONS.map(remediationPermission),
];
