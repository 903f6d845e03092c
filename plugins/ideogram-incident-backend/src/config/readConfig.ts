import type { Config } from '@backstage/config';
import {
  BUILT_IN_ACTIONS,
  PROBE_NAMES,
  type RespondWithin,
} from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import { readClusters, type KnownClusters } from './clusters';
import { readRespondWithin } from './incidents';
import { readKubernetesPluginClusters } from './kubernetesPluginClusters';
import { unusedIncidents, unusedSections } from './laterVersions';
import { Mistakes } from './mistakes';
import { readRemediation, type RemediationConfig } from './remediation';
import { isObject, Section } from './section';
import { readTarget, type TargetContext } from './target/readTarget';

const ROOT = 'ideogramIncident';

// Safe in an annotation's list, a path and a label.
const TARGET_NAME = /^[A-Za-z0-9](?:[-._A-Za-z0-9]{0,61}[A-Za-z0-9])?$/;

/** The configuration, validated, with all defaults filled in. */
export interface IdeogramIncidentConfig {
  targets: ReadonlyMap<string, Target>;
  /** ISO 8601 durations, or `next-business-day`. */
  respondWithin: RespondWithin;
  remediation: RemediationConfig;
  /** What an operator should know, though nothing is wrong. */
  warnings: string[];
}

function readTargets(
  root: Section,
  mistakes: Mistakes,
  context: TargetContext,
): Map<string, Target> {
  const targets = new Map<string, Target>();
  const defaults = root.layersOf('defaults');
  if (defaults.length > 0) {
    // Also what no target uses, or every one overrides, has to be right.
    Section.read(defaults, mistakes, s => readTarget('defaults', s, context), {
      partial: true,
    });
  }
  root.section('targets', section => {
    for (const name of section.names()) {
      const own = section.layersOf(name);
      if (!TARGET_NAME.test(name)) {
        section.mistake(
          name,
          'must have a name of up to 63 letters, digits, -, _ and ., beginning and ending with a letter or digit',
        );
      } else if (own.length > 0) {
        targets.set(
          name,
          Section.read([...own, ...defaults], mistakes, s =>
            readTarget(name, s, context),
          ),
        );
      }
    }
  });
  return targets;
}

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
  const mistakes = new Mistakes();
  const raw = rootConfig.getOptional(ROOT) ?? {};
  if (!isObject(raw)) mistakes.add(ROOT, 'must be a mapping of keys to values');
  const layer = { key: ROOT, value: isObject(raw) ? raw : {} };

  const config = Section.read([layer], mistakes, root => {
    const clusters: KnownClusters = new Map([
      ...readKubernetesPluginClusters(rootConfig),
      ...readClusters(root),
    ]);
    const remediation = root.sectionOrDefaults('remediation', section =>
      readRemediation(section, options.actionIds ?? BUILT_IN_ACTIONS),
    );
    const incidents = root.sectionOrDefaults('incidents', section => ({
      respondWithin: section.sectionOrDefaults(
        'respondWithin',
        readRespondWithin,
      ),
      unused: unusedIncidents(section),
    }));
    const targets = readTargets(root, mistakes, {
      clusters,
      probeNames: options.probeNames ?? PROBE_NAMES,
      escalation: remediation.escalation,
    });
    return {
      targets,
      respondWithin: incidents.respondWithin,
      remediation,
      warnings: [
        ...incidents.unused,
        ...unusedSections(root),
        ...(targets.size === 0
          ? [`${ROOT}.targets defines no target, so no entity has one`]
          : []),
      ],
    };
  });
  mistakes.throwIfAny();
  return config;
}
