import type { KubernetesDescription } from '../../target/target';
import { shellQuote } from './shellQuote';

/** What a person runs by hand where the integration runs. */
export function kubectlFor(kubernetes: KubernetesDescription) {
  const inNamespace = (...words: string[]) =>
    [`kubectl -n ${shellQuote(kubernetes.namespace)}`, ...words].join(' ');
  const deployment = shellQuote(`deployment/${kubernetes.deployment}`);
  const secret = shellQuote(`secret/${kubernetes.secret.name}`);
  const selected = `-l ${shellQuote(kubernetes.labelSelector)}`;
  const inContainer = kubernetes.container
    ? ['-c', shellQuote(kubernetes.container)]
    : [];
  /** The key of the secret, as a string of a Go template. */
  const secretData = `index .data ${JSON.stringify(kubernetes.secret.key)}`;

  const logs = (options: string) =>
    inNamespace('logs', selected, ...inContainer, options);
  const changeEnv = (entry: string) =>
    inNamespace('set env', deployment, ...inContainer, shellQuote(entry));
  const readSecret = (template: string) =>
    inNamespace('get', secret, `-o go-template=${shellQuote(template)}`);

  return {
    recentErrorLines: () =>
      logs('--since=5m --tail=-1 | grep -i error | tail -20'),
    previousLogs: () => logs('--previous --tail=50'),
    deployments: () => inNamespace('get deployments'),
    pods: () => inNamespace('get pods', selected),
    podEvents: () => inNamespace('describe pods', selected),
    podMemory: () => inNamespace('top pods', selected, '--containers'),
    podNetwork: () =>
      inNamespace('get services,endpointslices,networkpolicies'),
    rolloutHistory: () => inNamespace('rollout history', deployment),
    undoRollout: () => inNamespace('rollout undo', deployment),
    restart() {
      const begin = inNamespace('rollout restart', deployment);
      const follow = inNamespace('rollout status', deployment);
      return `${begin} && ${follow} --timeout=10m`;
    },
    enable: (entry: 'queue' | 'fallback') => {
      const { env, value } = kubernetes[entry];
      return changeEnv(`${env}=${value}`);
    },
    disable: (entry: 'queue' | 'fallback') =>
      changeEnv(`${kubernetes[entry].env}-`),

    /** The names of the env entries, without their values: some are secret. */
    envNames() {
      const names = `{range .spec.template.spec.containers[*].env[*]}{.name}{"\\n"}{end}`;
      return inNamespace('get', deployment, `-o jsonpath=${shellQuote(names)}`);
    },

    /** Runs a command in a pod of the deployment. */
    inPod: (command: readonly string[]) =>
      inNamespace(
        'exec',
        deployment,
        ...inContainer,
        '--',
        ...command.map(shellQuote),
      ),

    /** Says whether the key is there, by its length, and never shows it. */
    keyIsSet: () =>
      readSecret(
        `{{with ${secretData}}}The key is set, {{len .}} characters in base64.{{else}}The key is missing.{{end}}{{"\\n"}}`,
      ),

    /**
     * Asks `url` with the key. The key goes from the cluster to curl through a
     * pipe: it is neither shown nor seen in the list of processes.
     */
    verifyKey(url: string) {
      const header = `header = "Api-Key: {{${secretData} | base64decode}}"`;
      const format = shellQuote('Ideogram answers %{http_code}.\\n');
      const ask = `curl -sS -o /dev/null -w ${format} -K - ${shellQuote(url)}`;
      return `${readSecret(header)} | ${ask}`;
    },

    /**
     * Puts a new key into the secret. It is asked for, so that it stands in no
     * history and in no list of processes; the secret's other keys stay. In a
     * subshell, so that a paste is read whole before the key is asked for.
     */
    rotateKey() {
      const name = JSON.stringify(kubernetes.secret.key)
        .replace(/\\/g, '\\\\')
        .replace(/%/g, '%%');
      const data = shellQuote(`{"data":{${name}:"%s"}}`);
      const patch = inNamespace('patch', secret, '--type=merge');
      return `(
  printf 'New key: '; IFS= read -rs KEY; echo
  [ -n "$KEY" ] || exit 1
  printf ${data} "$(printf %s "$KEY" | base64 | tr -d '\\n')" |
    ${patch} --patch-file=/dev/stdin
)`;
    },
  };
}
