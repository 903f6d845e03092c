/**
 * The rules, the words and the HTTP contract of Ideogram Incident.
 *
 * @packageDocumentation
 */
export * from './format/capitalized';
export * from './format/duration';
export * from './format/isoDuration';
export * from './format/nonBreaking';
export * from './format/oneLine';
export * from './format/quantity';
export * from './permissions';
export * from './redaction/knownValues';
export * from './redaction/maskSecrets';
export * from './remediation/action';
export * from './remediation/operation';
export * from './remediation/permissions';
export * from './remediation/problems';
export * from './remediation/verification';
export * from './target/annotation';
export * from './target/escalation';
export * from './target/links';
export * from './target/query';
export * from './target/statusPage';
export * from './target/target';
export * from './triage/decide';
export * from './triage/errorClass';
export * from './triage/errorClassOf';
export * from './triage/errorTypes';
export * from './triage/errorTypesInWords';
export * from './triage/fault';
export * from './triage/isFromBackup';
export * from './triage/judge';
export * from './triage/mitigations';
export * from './triage/latencyCaveat';
export * from './triage/problems';
export * from './triage/problem';
export { readingStatusSchema, type ReadingStatus } from './triage/probes/probe';
export type { ErrorRateDetails } from './triage/probes/errorRate';
export type { IntegrationHealthDetails } from './triage/probes/integrationHealth';
export type { LatencyDetails } from './triage/probes/latency';
export type { RecentErrorsDetails } from './triage/probes/recentErrors';
export type { StatusPageDetails } from './triage/probes/statusPage';
export type {
  MitigationName,
  PodTrouble,
  WorkloadDetails,
} from './triage/probes/workload';
export {
  isBuiltInProbe,
  isReadingOf,
  PROBE_NAMES,
  probeRank,
  readingOf,
  readingSchema,
  type ProbeName,
  type Reading,
  type ReadingDetails,
  type ReadingOf,
} from './triage/reading';
export * from './triage/severity';
export * from './triage/severityHistory';
export * from './triage/triage';
export * from './verdict/verdict';
export * from './contract/metrics';
export * from './contract/route';
export * from './contract/routes';
