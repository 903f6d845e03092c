import type { ClusterAccess } from 'backstage-plugin-ideogram-incident-node';
import { TtlCache } from '../../resilience';
import type { ResourceAttributes } from '../../upstream/kubernetes';
import type { TargetCluster } from '../cluster';

/** Rights change seldom; whoever was just given one need not wait long. */
const KEEP_MS = 10_000;

function questionOf(
  access: ClusterAccess,
  { target }: TargetCluster,
): ResourceAttributes {
  const { namespace, deployment, secret } = target.kubernetes;
  const [verb, what] = access.split(' ');
  const asked: Record<
    string,
    Pick<ResourceAttributes, 'group' | 'resource' | 'name'>
  > = {
    deployment: { group: 'apps', resource: 'deployments', name: deployment },
    secret: { group: '', resource: 'secrets', name: secret.name },
    pods: { group: '', resource: 'pods' },
    replicasets: { group: 'apps', resource: 'replicasets' },
  };
  return { namespace, verb, ...asked[what] };
}

/** Pods are looked at as the portal, whoever acts. */
const isOfThePortal = (access: ClusterAccess) => access === 'list pods';

async function ask(
  accesses: readonly ClusterAccess[],
  cluster: TargetCluster,
): Promise<ClusterAccess[]> {
  if (accesses.length === 0) return [];
  const answers = await cluster.act(session =>
    Promise.all(
      accesses.map(access => session.reviewAccess(questionOf(access, cluster))),
    ),
  );
  return accesses.filter((_, index) => !answers[index].allowed);
}

/** Asks the cluster beforehand what the account that acts may. */
export class AccessReviews {
  private readonly known = new TtlCache<ReadonlySet<ClusterAccess>>({
    ttlMs: () => KEEP_MS,
  });

  /**
   * Those that are missing. Of the deployment it is not asked whether it may be
   * looked at, for that is tried at the same time.
   *
   * @throws KubernetesError
   */
  missing(
    accesses: readonly ClusterAccess[],
    cluster: TargetCluster,
  ): Promise<ReadonlySet<ClusterAccess>> {
    const asked = [...new Set(accesses)]
      .filter(access => access !== 'get deployment')
      .sort();
    const key = JSON.stringify([
      cluster.target.name,
      cluster.impersonates ?? null,
      asked,
    ]);
    return this.known.get(key, async () => {
      const missing = cluster.impersonates
        ? await Promise.all([
            ask(asked.filter(isOfThePortal), cluster.asPortal()),
            ask(
              asked.filter(access => !isOfThePortal(access)),
              cluster,
            ),
          ])
        : [await ask(asked, cluster)];
      return new Set(missing.flat());
    });
  }
}
