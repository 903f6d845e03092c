import type { RemediationTarget } from 'backstage-plugin-ideogram-incident-node';

export function whomToAsk({ escalation }: RemediationTarget): string {
  return escalation ?? 'an administrator of the cluster';
}
