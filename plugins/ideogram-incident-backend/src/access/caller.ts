import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';

/** Who calls: a signed-in person or a service. */
export type Caller = BackstageCredentials<
  BackstageUserPrincipal | BackstageServicePrincipal
>;

const serviceKey = (service: BackstageServicePrincipal) => [
  service.subject,
  service.accessRestrictions ?? null,
];

/** The same for two callers only where the portal answers both alike. */
export function callerKey({ principal }: Caller): string {
  return JSON.stringify(
    principal.type === 'user'
      ? [
          principal.userEntityRef,
          principal.actor && serviceKey(principal.actor),
        ]
      : serviceKey(principal),
  );
}

/** The entity reference of a person, where the route lets people only get here. */
export function personOf({ principal }: Caller): string {
  if (principal.type !== 'user') throw new Error('Not a person');
  return principal.userEntityRef;
}
