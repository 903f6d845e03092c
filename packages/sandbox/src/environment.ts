import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The addresses and the credential that app-config.sandbox.yaml asks for. */
export interface WorldAccess {
  controlUrl: string;
  ideogramUrl: string;
  statusPageUrl: string;
  productionUrl: string;
  stagingUrl: string;
  /** Absent where none is installed. */
  prometheusUrl?: string;
  kubernetesUrl: string;
  kubernetesCaFile: string;
  kubernetesToken: string;
  /** Absent where none is installed. */
  alertmanagerUrl?: string;
  /** By which Alertmanager tells the portal of alerts. */
  alertmanagerToken: string;
}

/** As environment variables, which app-config.sandbox.yaml reads. */
export function toEnvironment(access: WorldAccess): Record<string, string> {
  return {
    SANDBOX_CONTROL_URL: access.controlUrl,
    SANDBOX_IDEOGRAM_URL: access.ideogramUrl,
    SANDBOX_STATUS_PAGE_URL: access.statusPageUrl,
    SANDBOX_PRODUCTION_URL: access.productionUrl,
    SANDBOX_STAGING_URL: access.stagingUrl,
    SANDBOX_PROMETHEUS: access.prometheusUrl ? 'installed' : 'absent',
    ...(access.prometheusUrl && {
      SANDBOX_PROMETHEUS_URL: access.prometheusUrl,
    }),
    SANDBOX_KUBERNETES_URL: access.kubernetesUrl,
    SANDBOX_KUBERNETES_CA_FILE: access.kubernetesCaFile,
    SANDBOX_KUBERNETES_TOKEN: access.kubernetesToken,
    SANDBOX_ALERTMANAGER_TOKEN: access.alertmanagerToken,
  };
}

/** Keeps them for a shell, readable by their owner alone. */
export function writeEnvironmentFile(
  stateDir: string,
  variables: Record<string, string>,
) {
  mkdirSync(stateDir, { recursive: true });
  const file = environmentFile(stateDir);
  const lines = Object.entries(variables).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`,
  );
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  chmodSync(file, 0o600);
}

/** The text of that file; undefined where no sandbox has run. */
export function readEnvironmentFile(stateDir: string): string | undefined {
  try {
    return readFileSync(environmentFile(stateDir), 'utf8');
  } catch {
    return undefined;
  }
}

function environmentFile(stateDir: string): string {
  return join(stateDir, 'environment.sh');
}
