import { useEffect, useState } from 'react';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';

/** The entity reference of who is signed in; undefined until it is known. */
export function useUserEntityRef(): string | undefined {
  const identity = useApi(identityApiRef);
  const [userEntityRef, setUserEntityRef] = useState<string>();
  useEffect(() => {
    let wanted = true;
    identity.getBackstageIdentity().then(
      found => wanted && setUserEntityRef(found.userEntityRef),
      // Who it is only spares a press: the backend knows, and decides.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [identity]);
  return userEntityRef;
}
