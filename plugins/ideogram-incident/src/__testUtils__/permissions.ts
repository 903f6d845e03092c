import { mockApis } from '@backstage/frontend-test-utils';

type Authorize = NonNullable<
  Parameters<typeof mockApis.permission>[0]
>['authorize'];

/** The permission API, in which who is signed in may do all or nothing. */
export function permissionApi(
  allowed: boolean,
): ReturnType<typeof mockApis.permission> {
  const authorize: string = allowed ? 'ALLOW' : 'DENY';
  return mockApis.permission({ authorize: authorize as Authorize });
}
