import type { Config } from '@backstage/config';
import {
  BUILT_IN_ACTIONS,
  PROBE_NAMES,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { z } from 'zod';
import { incidentsSection, type IncidentsConfig } from '../incidents/config';
import {
  remediationSection,
  type RemediationConfig,
} from '../remediation/config';
import { targetSection, type TargetContext } from '../targets/config';
import {
  clustersList,
  clustersOfKubernetesPlugin,
  type KnownCluster,
} from './clusters';
import { isObject, layered, mistakesIn, ROOT } from './mistakes';
import { layerOf, mapping, section } from './schema';

// Safe in an annotation's list, a path and a label.
const TARGET_NAME = /^[A-Za-z0-9](?:[-._A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;

/** Known to the configuration, used by a later version. */
const later = z.unknown().optional().meta({
  type: 'object',
  form: 'mapping',
  description: 'accepted, but without effect in this version',
});
const LATER = ['communication', 'evidence', 'postmortem'];

/** `ideogramIncident`: the sections of all features. */
export function configSchema({
  actionIds = BUILT_IN_ACTIONS,
  probeNames = PROBE_NAMES,
  clusterProblem = () => undefined,
}: Partial<TargetContext> & { actionIds?: readonly string[] } = {}) {
  const target = targetSection({ clusterProblem, probeNames });
  return section({
    clusters: clustersList,
    remediation: remediationSection(actionIds),
    incidents: incidentsSection,
    defaults: layerOf(target)
      .optional()
      .describe(
        'Anything that a target may say. Targets override it key by key; a list replaces a list.',
      ),
    targets: mapping(target, name =>
      TARGET_NAME.test(name)
        ? undefined
        : {
            message:
              'must have a name of up to 63 letters, digits, -, _ and ., beginning and ending with a letter or digit',
          },
    ).prefault({}),
    // Secret already, so that nothing shows the credentials that stand in it.
    communication: later.meta({ deepVisibility: 'secret' }),
    evidence: later,
    postmortem: later,
  });
}

/** The configuration, validated, with all defaults filled in. */
export interface IdeogramIncidentConfig {
  targets: ReadonlyMap<string, Target>;
  incidents: IncidentsConfig;
  remediation: RemediationConfig;
  /** What an operator should know, though nothing is wrong. */
  warnings: string[];
}

/** Not by the configuration itself, for which `false` is no section. */
const isSaid = (raw: unknown, key: string) =>
  key
    .split('.')
    .reduce<unknown>(
      (value, name) => (isObject(value) ? value[name] : undefined),
      raw,
    ) !== undefined;

/**
 * Reads `ideogramIncident`, and the clusters of the Kubernetes plugin.
 *
 * @param options - `probeNames`: what may stand in `probes` of a target; the
 * built-in ones where left out; `actionIds`: what may stand in
 * `remediation.actions` without a kind, likewise
 * @throws InputError that lists every mistake with its key, and no value
 */
export function readIdeogramIncidentConfig(
  rootConfig: Config,
  options: {
    probeNames?: readonly string[];
    actionIds?: readonly string[];
  } = {},
): IdeogramIncidentConfig {
  const raw = rootConfig.getOptional(ROOT) ?? {};
  const clusters = clustersOfKubernetesPlugin(rootConfig);
  // Naming one that has a mistake of its own is none.
  for (const name of namesOf(isObject(raw) ? raw.clusters : undefined)) {
    clusters.set(name, {});
  }
  const { data, error } = configSchema({
    ...options,
    clusterProblem: name => problemOf(clusters, name),
  }).safeParse(layered(raw));
  if (error) throw mistakesIn(error, raw);

  data.clusters.forEach(connection =>
    clusters.set(connection.name, { connection }),
  );
  const { escalation } = data.remediation;
  const targets = Object.entries(data.targets).map(
    ([name, { statusPage, kubernetes, ...target }]): [string, Target] => {
      const connection = clusters.get(kubernetes?.cluster ?? '')?.connection;
      return [
        name,
        {
          name,
          title: name,
          ...target,
          ...(statusPage && { statusPage }),
          ...(kubernetes &&
            connection && { kubernetes: { ...kubernetes, connection } }),
          ...(escalation !== undefined && { escalation }),
        },
      ];
    },
  );
  return {
    targets: new Map(targets),
    incidents: data.incidents,
    remediation: data.remediation,
    warnings: [
      ...LATER.filter(key => isSaid(raw, key)).map(
        key => `${ROOT}.${key} has no effect in this version`,
      ),
      ...targets.flatMap(([name, { ideogram, kubernetes }]) =>
        ideogram.probe?.verifyKey && !kubernetes
          ? [
              `${ROOT}.targets.${name}.ideogram.probe.verifyKey has no effect: the key is read from the secret in kubernetes, which this target lacks`,
            ]
          : [],
      ),
      ...(targets.length === 0
        ? [
            `${ROOT}.targets is empty, so no Incident tab has anything to show: define a target, as docs/configuration.md says`,
          ]
        : []),
    ],
  };
}

function problemOf(
  clusters: ReadonlyMap<string, KnownCluster>,
  name: string,
): string | undefined {
  const found = clusters.get(name);
  if (!found) {
    const known = [...clusters.keys()].join(', ') || 'none';
    return `is not the name of a known cluster; known: ${known} (from ideogramIncident.clusters, and from kubernetes.clusterLocatorMethods of type config)`;
  }
  return (
    found.problem &&
    `names a cluster that can't be used: ${found.problem}; correct it, or define the cluster in ideogramIncident.clusters`
  );
}

function namesOf(clusters: unknown): string[] {
  return (Array.isArray(clusters) ? clusters : []).flatMap(cluster =>
    isObject(cluster) && typeof cluster.name === 'string'
      ? [cluster.name.trim()]
      : [],
  );
}
