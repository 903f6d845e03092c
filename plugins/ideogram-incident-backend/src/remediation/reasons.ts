import { personsText } from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { TargetMaskers } from '../redaction';
import type { ClusterClients } from '../upstream/kubernetes';
import { isRemediationTarget, TargetCluster } from './cluster';

/** As in a request. */
const MAX_REASON = 1000;
/** A secret that takes longer must not keep anybody from acting. */
const SECRET_DEADLINE_MS = 2_000;

/** A reason as it may be kept: without the key of its target, too. */
export type KeepReason = (
  reason: string | undefined,
  target: string,
) => Promise<string | undefined>;

export function createKeepReason(
  targets: ReadonlyMap<string, Target>,
  clusters: ClusterClients,
  maskers: TargetMaskers,
): KeepReason {
  return async (reason, name) => {
    const target = targets.get(name);
    if (!reason || !target || !isRemediationTarget(target)) {
      return keptReason(reason);
    }
    const { namespace, secret } = target.kubernetes;
    const signal = AbortSignal.timeout(SECRET_DEADLINE_MS);
    const known = await maskers.secretsOf(target, () =>
      new TargetCluster(clusters, target, { signal }).read(session =>
        session.secret(namespace, secret.name, signal),
      ),
    );
    return keptReason(reason, known);
  };
}

/** @param known - values that are secret */
export function keptReason(
  reason: string | undefined,
  known: readonly string[] = [],
): string | undefined {
  // A mask may be longer than what it stands for.
  return reason && personsText(reason, known).slice(0, MAX_REASON);
}
