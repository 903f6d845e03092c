import type { KubeObject } from '../objects';
import { ApiError, type ApiClient } from './apiClient';
import { collectionPath } from './paths';

/** Creates an object, or merges it into the one that is there. */
export async function apply(
  client: ApiClient,
  object: KubeObject,
): Promise<KubeObject> {
  const collection = collectionPath(object);
  try {
    return await client.create<KubeObject>(collection, object);
  } catch (error) {
    if (
      !(error instanceof ApiError && error.status?.reason === 'AlreadyExists')
    ) {
      throw error;
    }
    return client.patch<KubeObject>(
      `${collection}/${encodeURIComponent(object.metadata.name)}`,
      'merge',
      object,
    );
  }
}
