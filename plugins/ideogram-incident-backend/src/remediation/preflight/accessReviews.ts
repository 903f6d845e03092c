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

const QUESTIONS: readonly ClusterAccess[] = [
  'get deployment',
  'patch deployment',
  'get secret',
  'patch secret',
  'list pods',
  'list replicasets',
];

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
      const answers = await cluster.act(session =>
        Promise.all(
          QUESTIONS.map(access => session.mayI(questionOf(access, cluster))),
        ),
      );
      return new Set(QUESTIONS.filter((_, index) => !answers[index].allowed));
    });
  }
}
