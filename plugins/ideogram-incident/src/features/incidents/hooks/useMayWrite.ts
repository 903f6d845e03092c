import { useEntityPermission } from '@backstage/plugin-catalog-react/alpha';
import { incidentWritePermission } from 'backstage-plugin-ideogram-incident-common';

/**
 * Whether who is signed in may change incidents of the entity; undefined until
 * that is known. The backend has the last word.
 */
export function useMayWrite(): boolean | undefined {
  const { loading, allowed } = useEntityPermission(incidentWritePermission);
  return loading ? undefined : allowed;
}
