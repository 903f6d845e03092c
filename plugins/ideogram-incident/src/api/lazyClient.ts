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
    getTargets: async entityRef => (await client()).getTargets(entityRef),
    getMetrics: async options => (await client()).getMetrics(options),
    async *streamTriage(options) {
      yield* (await client()).streamTriage(options);
    },
    getActions: async options => (await client()).getActions(options),
    dryRunAction: async call => (await client()).dryRunAction(call),
    runAction: async call => (await client()).runAction(call),
    getOperations: async options => (await client()).getOperations(options),
    async *followOperation(options) {
      yield* (await client()).followOperation(options);
    },
    approveOperation: async decision =>
      (await client()).approveOperation(decision),
    rejectOperation: async decision =>
      (await client()).rejectOperation(decision),
    withdrawOperation: async which => (await client()).withdrawOperation(which),
  };
}
