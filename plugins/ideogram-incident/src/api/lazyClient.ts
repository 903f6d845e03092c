import type { FetchApi } from '@backstage/core-plugin-api';
import type { IdeogramIncidentApi } from './IdeogramIncidentApi';

/**
 * The client, loaded at its first use: most pages of a portal never ask, and
 * the validation of answers is too large for everybody's first load.
 */
export function lazyClient(fetchApi: FetchApi): IdeogramIncidentApi {
  let loading: Promise<IdeogramIncidentApi> | undefined;
  const client = () => {
    loading ??= import('./IdeogramIncidentClient').then(
      ({ IdeogramIncidentClient }) => new IdeogramIncidentClient(fetchApi),
      error => {
        loading = undefined;
        throw error;
      },
    );
    return loading;
  };
  return {
    call: async (route, input) => (await client()).call(route, input),
    start: async (route, input) => (await client()).start(route, input),
    async *streamTriage(options) {
      yield* (await client()).streamTriage(options);
    },
    async *followOperation(options) {
      yield* (await client()).followOperation(options);
    },
  };
}
