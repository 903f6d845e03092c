export const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

/** What `kubectl rollout restart` does; `at` is an ISO time. */
export function restartPatch(at: string): object {
  return {
    spec: { template: { metadata: { annotations: { [RESTARTED_AT]: at } } } },
  };
}
