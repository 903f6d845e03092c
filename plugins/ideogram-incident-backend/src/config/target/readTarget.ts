import type { Link } from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { KnownClusters } from '../clusters';
import type { Section } from '../section';
import { address } from '../values/address';
import { line } from '../values/basics';
import { readKubernetes } from './kubernetes';
import { readErrorTypes, readQueries, readThresholds } from './measures';
import { readProbes } from './probes';
import {
  readHealth,
  readIdeogram,
  readMetrics,
  readPrometheus,
  readStatusPage,
} from './upstreams';

function readLink(section: Section): Link {
  return {
    title: section.required('title', line),
    url: section.required('url', address),
  };
}

/** What is the same for all targets. */
export interface TargetContext {
  clusters: KnownClusters;
  probeNames: readonly string[];
  escalation?: string;
}

/** Reads one target; its section also has the layer of the defaults. */
export function readTarget(
  name: string,
  section: Section,
  { clusters, probeNames, escalation }: TargetContext,
): Target {
  const statusPage = section.section('statusPage', readStatusPage);
  const health = section.section('health', readHealth);
  const metrics = section.section('metrics', readMetrics);
  const kubernetes = section.section('kubernetes', part =>
    readKubernetes(part, clusters),
  );
  return {
    name,
    title: section.value('title', line, name),
    ...(statusPage && { statusPage }),
    ideogram: section.sectionOrDefaults('ideogram', readIdeogram),
    ...(health && { health }),
    prometheus: section.sections('prometheus', readPrometheus),
    ...(metrics && { metrics }),
    queries: section.sectionOrDefaults('queries', readQueries),
    errorTypes: section.section('errorTypes', readErrorTypes) ?? {},
    thresholds: section.sectionOrDefaults('thresholds', readThresholds),
    ...(kubernetes && { kubernetes }),
    probes: section.sectionOrDefaults('probes', part =>
      readProbes(part, probeNames),
    ),
    links: section.sections('links', readLink),
    ...(escalation !== undefined && { escalation }),
  };
}
