import type { IdeogramApiDetails } from 'backstage-plugin-ideogram-incident-common';
import type {
  RemediationTarget,
  Target,
} from 'backstage-plugin-ideogram-incident-node';
import { TtlCache } from '../../../resilience';
import type { AskIdeogramAboutKey } from '../../../upstream/ideogram-api';
import {
  KubernetesError,
  type ClusterClients,
} from '../../../upstream/kubernetes';

type KeyFinding = NonNullable<IdeogramApiDetails['key']>;

/** So rarely that nobody at Ideogram minds. */
const ACCEPTED_MS = 3 * 60_000;
/** Somebody is waiting for it to change. */
const OTHERWISE_MS = 30_000;

const isInCluster = (target: Target): target is RemediationTarget =>
  target.kubernetes !== undefined;

async function ask(
  clusters: ClusterClients,
  askAboutKey: AskIdeogramAboutKey,
  target: RemediationTarget,
): Promise<Omit<KeyFinding, 'askedAt'>> {
  const { connection, namespace, secret } = target.kubernetes;
  const { timeoutMs, maxBytes } = target.probes;
  // Its own: who asked first may leave, and others want to know.
  const signal = AbortSignal.timeout(timeoutMs);
  const limits = { signal, deadline: Date.now() + timeoutMs, maxBytes };
  try {
    const { data } = await clusters.read(connection, limits, session =>
      session.secret(namespace, secret.name),
    );
    const encoded = new Map(Object.entries(data ?? {})).get(secret.key);
    if (!encoded) {
      const words = `the secret ${secret.name} has no key ${secret.key}`;
      return { answer: 'unknown', words };
    }
    const key = Buffer.from(encoded, 'base64').toString();
    return await askAboutKey(target, key, { signal });
  } catch (error) {
    if (!(error instanceof KubernetesError)) throw error;
    const words = `the secret ${secret.name} can't be read: the cluster ${error.message}`;
    return { answer: 'unknown', words };
  }
}

/**
 * Asks Ideogram about the key in a target's secret, and remembers what it
 * said for a few minutes; never the key.
 */
export class KeyCheck {
  private readonly findings = new TtlCache<KeyFinding>({
    ttlMs: ({ answer }) => (answer === 'accepted' ? ACCEPTED_MS : OTHERWISE_MS),
  });

  constructor(
    private readonly clusters: ClusterClients,
    private readonly askAboutKey: AskIdeogramAboutKey,
  ) {}

  /** Undefined where a target does not want it, or has no secret. */
  async findingOf(target: Target): Promise<KeyFinding | undefined> {
    if (!target.ideogram.probe?.verifyKey || !isInCluster(target)) {
      return undefined;
    }
    return this.findings.get(target.name, async () => {
      const askedAt = new Date().toISOString();
      const { answer, words } = await ask(
        this.clusters,
        this.askAboutKey,
        target,
      );
      return { answer, words, askedAt };
    });
  }
}
