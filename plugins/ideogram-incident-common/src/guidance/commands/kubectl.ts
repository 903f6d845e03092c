import type { KubernetesDescription } from '../../target/target';
import { shellQuote } from './shellQuote';

const on = (kubernetes: KubernetesDescription) =>
  `kubectl -n ${shellQuote(kubernetes.namespace)}`;

const deployment = (kubernetes: KubernetesDescription) =>
  shellQuote(`deployment/${kubernetes.deployment}`);

const secret = (kubernetes: KubernetesDescription) =>
  shellQuote(`secret/${kubernetes.secret.name}`);

const selected = (kubernetes: KubernetesDescription) =>
  `-l ${shellQuote(kubernetes.labelSelector)}`;

const container = (kubernetes: KubernetesDescription) =>
  kubernetes.container ? ` -c ${shellQuote(kubernetes.container)}` : '';

/** A key of the secret, as a string of a Go template. */
const secretData = (kubernetes: KubernetesDescription) =>
  `index .data ${JSON.stringify(kubernetes.secret.key)}`;

export function recentErrorLines(kubernetes: KubernetesDescription): string {
  return `${on(kubernetes)} logs ${selected(kubernetes)}${container(
    kubernetes,
  )} --since=5m --tail=-1 | grep -i error | tail -20`;
}

export function previousLogs(kubernetes: KubernetesDescription): string {
  return `${on(kubernetes)} logs ${selected(kubernetes)}${container(
    kubernetes,
  )} --previous --tail=50`;
}

export function pods(kubernetes: KubernetesDescription): string {
  return `${on(kubernetes)} get pods ${selected(kubernetes)}`;
}

export function podEvents(kubernetes: KubernetesDescription): string {
  return `${on(kubernetes)} describe pods ${selected(kubernetes)}`;
}

export function podMemory(kubernetes: KubernetesDescription): string {
  return `${on(kubernetes)} top pods ${selected(kubernetes)} --containers`;
}

export function podNetwork(kubernetes: KubernetesDescription): string {
  return `${on(kubernetes)} get services,endpointslices,networkpolicies`;
}

export function rolloutHistory(kubernetes: KubernetesDescription): string {
  return `${on(kubernetes)} rollout history ${deployment(kubernetes)}`;
}

export function undoRollout(kubernetes: KubernetesDescription): string {
  return `${on(kubernetes)} rollout undo ${deployment(kubernetes)}`;
}

export function restart(kubernetes: KubernetesDescription): string {
  const kubectl = on(kubernetes);
  const name = deployment(kubernetes);
  return `${kubectl} rollout restart ${name} && ${kubectl} rollout status ${name} --timeout=10m`;
}

export function setEnv(
  kubernetes: KubernetesDescription,
  { env, value }: { env: string; value: string },
): string {
  return `${on(kubernetes)} set env ${deployment(kubernetes)}${container(
    kubernetes,
  )} ${shellQuote(`${env}=${value}`)}`;
}

export function unsetEnv(
  kubernetes: KubernetesDescription,
  { env }: { env: string },
): string {
  return `${on(kubernetes)} set env ${deployment(kubernetes)}${container(
    kubernetes,
  )} ${shellQuote(`${env}-`)}`;
}

/** The names of the env entries, without their values: some are secret. */
export function envNames(kubernetes: KubernetesDescription): string {
  const template = `{range .spec.template.spec.containers[*].env[*]}{.name}{"\\n"}{end}`;
  return `${on(kubernetes)} get ${deployment(
    kubernetes,
  )} -o jsonpath=${shellQuote(template)}`;
}

/** Runs a command in a pod of the deployment. */
export function inPod(
  kubernetes: KubernetesDescription,
  command: readonly string[],
): string {
  return `${on(kubernetes)} exec ${deployment(kubernetes)}${container(
    kubernetes,
  )} -- ${command.map(shellQuote).join(' ')}`;
}

/** Says whether the key is there, by its length, and never shows it. */
export function keyIsSet(kubernetes: KubernetesDescription): string {
  const template = `{{with ${secretData(
    kubernetes,
  )}}}The key is set, {{len .}} characters in base64.{{else}}The key is missing.{{end}}{{"\\n"}}`;
  return `${on(kubernetes)} get ${secret(
    kubernetes,
  )} -o go-template=${shellQuote(template)}`;
}

/**
 * Asks `url` with the key. The key goes from the cluster to curl through a
 * pipe: it is neither shown nor seen in the list of processes.
 */
export function verifyKey(
  kubernetes: KubernetesDescription,
  url: string,
): string {
  const template = `header = "Api-Key: {{${secretData(
    kubernetes,
  )} | base64decode}}"`;
  const format = 'Ideogram answers %{http_code}.\\n';
  return `${on(kubernetes)} get ${secret(
    kubernetes,
  )} -o go-template=${shellQuote(
    template,
  )} | curl -sS -o /dev/null -w ${shellQuote(format)} -K - ${shellQuote(url)}`;
}

/**
 * Puts a new key into the secret. It is asked for, so that it stands in no
 * history and in no list of processes; the secret's other keys stay. In a
 * subshell, so that a paste is read whole before the key is asked for.
 */
export function rotateKey(kubernetes: KubernetesDescription): string {
  const name = JSON.stringify(kubernetes.secret.key)
    .replace(/\\/g, '\\\\')
    .replace(/%/g, '%%');
  const patch = shellQuote(`{"data":{${name}:"%s"}}`);
  return `(
  printf 'New key: '; IFS= read -rs KEY; echo
  [ -n "$KEY" ] || exit 1
  printf ${patch} "$(printf %s "$KEY" | base64 | tr -d '\\n')" |
    ${on(kubernetes)} patch ${secret(
    kubernetes,
  )} --type=merge --patch-file=/dev/stdin
)`;
}
