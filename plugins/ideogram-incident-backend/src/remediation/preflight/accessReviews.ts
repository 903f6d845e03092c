import type { ClusterAccess } from 'backstage-plugin-ideogram-incident-node';
import { BriefMemory } from '../../access';
import type { AccessQuestion } from '../../upstream/kubernetes';
import type { TargetCluster } from '../executor';

/** Rights change seldom; whoever was just given one need not wait long. */
const KEEP_MS = 10_000;

function questionOf(
  access: ClusterAccess,
  { target }: TargetCluster,
): AccessQuestion {
  const { namespace, deployment, secret } = target.kubernetes;
  const [verb, resource] = access.split(' ');
  switch (resource) {
    case 'deployment':
      return {
        namespace,
        verb,
        group: 'apps',
        resource: 'deployments',
        name: deployment,
      };
    case 'secret':
      return {
        namespace,
        verb,
        group: '',
        resource: 'secrets',
        name: secret.name,
      };
    case 'pods':
      return { namespace, verb, group: '', resource };
    default:
      return { namespace, verb, group: 'apps', resource };
  }
}

/** Pods and the deployment are looked at as the portal, whoever acts. */
const OF_THE_PORTAL: readonly ClusterAccess[] = ['get deployment', 'list pods'];
const OF_WHO_ACTS: readonly ClusterAccess[] = [
  'patch deployment',
  'get secret',
  'patch secret',
  'list replicasets',
];

async function ask(
  accesses: readonly ClusterAccess[],
  cluster: TargetCluster,
): Promise<ClusterAccess[]> {
  const answers = await cluster.act(session =>
    Promise.all(
      accesses.map(access => session.mayI(questionOf(access, cluster))),
    ),
  );
  return accesses.filter((_, index) => !answers[index].allowed);
}

/** Asks the cluster beforehand what the account that acts may. */
export class AccessReviews {
  private readonly missing = new BriefMemory<ReadonlySet<ClusterAccess>>({
    keepMs: KEEP_MS,
  });

  /** What is missing. @throws KubernetesError */
  missingOn(cluster: TargetCluster): Promise<ReadonlySet<ClusterAccess>> {
    const key = JSON.stringify([
      cluster.target.name,
      cluster.impersonates ?? null,
    ]);
    return this.missing.get(key, async () => {
      const missing = cluster.impersonates
        ? await Promise.all([
            ask(OF_THE_PORTAL, cluster.asPortal()),
            ask(OF_WHO_ACTS, cluster),
          ])
        : [await ask([...OF_THE_PORTAL, ...OF_WHO_ACTS], cluster)];
      return new Set(missing.flat());
    });
  }
}
