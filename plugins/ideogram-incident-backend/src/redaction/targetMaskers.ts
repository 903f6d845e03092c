import type { V1Secret } from '@kubernetes/client-node';
import {
  createMasker,
  type Masker,
} from 'backstage-plugin-ideogram-incident-common';
import type { RemediationTarget } from 'backstage-plugin-ideogram-incident-node';
import { TtlCache } from '../resilience';
import { KubernetesError } from '../upstream/kubernetes';
import { secretsOf } from './ownSecrets';

/** The present key and the former one, which old pods still have. */
const MAX_KEYS = 2;
/** So long an account that may not read the secret does not ask again. */
const REFUSED_MS = 60_000;

interface Found {
  key?: string;
  isRefused?: boolean;
}

/** Knows the values that are secret of targets, and makes maskers of them. */
export class TargetMaskers {
  /** By the target's name, as all else here. */
  private readonly keys = new Map<string, readonly string[]>();
  private readonly found = new TtlCache<Found>({
    ttlMs: ({ isRefused }) => (isRefused ? REFUSED_MS : 0),
  });

  /** The keys of all targets, as far as they were read. */
  get knownKeys(): string[] {
    return [...this.keys.values()].flat();
  }

  /**
   * Never rejects: where the target's secret may not be read, the masker knows
   * what was read before, and secrets by their names and forms.
   */
  async maskerOf(
    target: RemediationTarget,
    secret: () => Promise<V1Secret>,
  ): Promise<Masker> {
    return createMasker(await this.secretsOf(target, secret));
  }

  /** Never rejects, either. */
  async secretsOf(
    target: RemediationTarget,
    secret: () => Promise<V1Secret>,
  ): Promise<string[]> {
    const { key } = await this.found.get(target.name, () =>
      secret().then(
        ({ data }) => ({ key: keyIn(data, target.kubernetes.secret.key) }),
        error => ({
          isRefused:
            error instanceof KubernetesError && error.kind === 'forbidden',
        }),
      ),
    );
    const before = this.keys.get(target.name) ?? [];
    const known = [...new Set(key ? [key, ...before] : before)];
    this.keys.set(target.name, known.slice(0, MAX_KEYS));
    return [...known, ...secretsOf(target)];
  }
}

function keyIn(data: V1Secret['data'], key: string): string | undefined {
  const encoded = new Map(Object.entries(data ?? {})).get(key);
  return encoded && Buffer.from(encoded, 'base64').toString();
}
