import type { V1Deployment, V1Secret } from '@kubernetes/client-node';
import {
  KubernetesError,
  type KubernetesErrorKind,
  type RemediationSession,
} from '../../upstream/kubernetes';
import type { TargetCluster } from '../cluster';
import { isMarked, marked } from '../patches';
import type { Wait } from './runContext';

export type ChangeKind = 'secret' | 'deployment';

/** When it is looked whether a change was made whose answer was lost. */
const LOOK_AFTER_MS = [500, 2_000, 5_000, 10_000, 20_000];
/** An API server that is overwhelmed may still make a change after a while. */
const LOOKS_THAT_PROVE_ABSENCE = 2;

/** Whether a change was made is not known, and the cluster can't be asked. */
export class UnsettledError extends Error {
  override readonly name = 'UnsettledError';

  constructor(readonly reason: KubernetesError) {
    super(reason.message);
  }
}

type Changed = V1Deployment | V1Secret;

export interface Change {
  kind: ChangeKind;
  patch: object;
  operationId: string;
  fieldManager: string;
}

function readObject(
  cluster: TargetCluster,
  kind: ChangeKind,
): Promise<Changed> {
  const { namespace, secret } = cluster.target.kubernetes;
  return kind === 'deployment'
    ? cluster.deployment()
    : cluster.act(session => session.secret(namespace, secret.name));
}

function patchObject(
  session: RemediationSession,
  cluster: TargetCluster,
  { kind, patch, operationId, fieldManager }: Change,
): Promise<Changed> {
  const { namespace, deployment, secret } = cluster.target.kubernetes;
  const withMark = marked(patch, operationId);
  return kind === 'deployment'
    ? session.patchDeployment(namespace, deployment, withMark, { fieldManager })
    : session.patchSecret(namespace, secret.name, withMark, { fieldManager });
}

/**
 * The object as an operation has changed it; undefined where it did not.
 *
 * @param absences - how often it has to be seen unchanged
 * @throws UnsettledError where the cluster can't be asked
 */
export async function findChange(
  cluster: TargetCluster,
  kind: ChangeKind,
  operationId: string,
  wait: Wait,
  absences = 1,
): Promise<Changed | undefined> {
  let absent = 0;
  let unread: KubernetesError | undefined;
  for (const ms of LOOK_AFTER_MS) {
    await wait(ms);
    try {
      const object = await readObject(cluster, kind);
      if (isMarked(object, operationId)) return object;
      absent += 1;
    } catch (error) {
      if (!(error instanceof KubernetesError)) throw error;
      unread = error;
    }
    if (absent === absences) return undefined;
  }
  throw new UnsettledError(unread!);
}

/**
 * Makes one change. Where the answer is lost, what the cluster shows decides:
 * the change is never made twice.
 *
 * @throws KubernetesError where it was not made; UnsettledError where that
 * can't be found out
 */
export async function applyChange(
  cluster: TargetCluster,
  change: Change,
  wait: Wait,
): Promise<Changed> {
  try {
    return await cluster.act(session => patchObject(session, cluster, change));
  } catch (error) {
    if (!(error instanceof KubernetesError) || !error.mayHaveHappened) {
      throw error;
    }
    const made = await findChange(
      cluster,
      change.kind,
      change.operationId,
      wait,
      LOOKS_THAT_PROVE_ABSENCE,
    );
    if (made) return made;
    throw error.with({ mayHaveHappened: false });
  }
}

/** How long an API server is waited for that is away in the middle. */
const AGAIN_AFTER_MS = [1_000, 2_000, 5_000, 10_000, 20_000];
const PASSING = new Set<KubernetesErrorKind>([
  'timeout',
  'dns',
  'refused',
  'reset',
  'server',
  'network',
]);

const mayPass = (error: unknown) =>
  error instanceof UnsettledError ||
  (error instanceof KubernetesError && PASSING.has(error.kind));

/**
 * Makes a change that makes another one whole, and does not give up at once:
 * pods without the key that is in the secret help nobody. The same patch twice
 * comes to the same.
 */
export async function completeChange(
  cluster: TargetCluster,
  change: Change,
  wait: Wait,
): Promise<Changed> {
  for (const ms of AGAIN_AFTER_MS) {
    try {
      return await applyChange(cluster, change, wait);
    } catch (error) {
      if (!mayPass(error)) throw error;
      await wait(ms);
    }
  }
  return applyChange(cluster, change, wait);
}
