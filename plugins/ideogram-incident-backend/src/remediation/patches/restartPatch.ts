/** What `kubectl rollout restart` does; `at` is an ISO time. */
export function restartPatch(at: string): object {
  return {
    spec: {
      template: {
        metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': at } },
      },
    },
  };
}
