import { ConfigReader } from '@backstage/config';
import type {
  V1Deployment,
  V1ReplicaSet,
  V1Secret,
} from '@kubernetes/client-node';
import type {
  ActionInput,
  RemediationTarget,
} from 'backstage-plugin-ideogram-incident-node';
import { readIdeogramIncidentConfig } from '../../../config';
import { deploymentOf } from '../../patches/__testUtils__/deployment';

/** A target as an operator writes it. */
export function targetOf(kubernetes: object = {}): RemediationTarget {
  const { targets } = readIdeogramIncidentConfig(
    new ConfigReader({
      ideogramIncident: {
        clusters: [
          {
            name: 'local',
            url: 'https://127.0.0.1:6443',
            serviceAccountToken: 'token',
          },
        ],
        targets: {
          production: {
            kubernetes: {
              cluster: 'local',
              deployment: 'images',
              ...kubernetes,
            },
          },
        },
      },
    }),
  );
  return targets.get('production') as RemediationTarget;
}

export const AT = '2026-11-25T12:00:00.000Z';

interface World<P> {
  deployment?: V1Deployment;
  target?: RemediationTarget;
  secret?: unknown;
  replicaSets?: V1ReplicaSet[];
  pods?: { name: string; startedAt?: string }[];
  parameters?: P;
  reason?: string;
}

/** What an action is run with; the cluster has what is given, and nothing else. */
export function inputOf<P = Record<string, unknown>>({
  deployment = deploymentOf(),
  target = targetOf(),
  secret,
  replicaSets = [],
  pods = [],
  parameters = {} as P,
  reason,
}: World<P> = {}): ActionInput<P> {
  return {
    target,
    deployment,
    parameters,
    cluster: {
      secret: async () => secret as V1Secret | undefined,
      replicaSets: async () => replicaSets,
      pods: async () => pods,
    },
    operation: { id: 'op-1', actor: 'user:default/jane', reason, at: AT },
    signal: new AbortController().signal,
  };
}
