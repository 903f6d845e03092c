/**
 * The rules, the words and the HTTP contract of Ideogram Incident.
 *
 * @packageDocumentation
 */

// The HTTP contract
export { metricsSchema, type Metrics } from './contract/metrics';
export type { Route, RoutePermission } from './contract/route';
export { routes } from './contract/routes';
export { entityTargetsSchema, type EntityTargets } from './contract/targets';
export type { HealthWord } from './contract/triage';
export {
  alertsReadPermission,
  alertsWritePermission,
  ideogramIncidentPermissions,
  ideogramIncidentReadPermission,
  incidentWritePermission,
  remediationPermission,
} from './permissions';

// Targets
export {
  parseTargetsAnnotation,
  TARGETS_ANNOTATION,
} from './target/annotation';
export {
  dashboardsIn,
  escalationContact,
  fillLink,
  fillQuery,
  statusPageSummaryUrl,
  vendorConsoleIn,
  type KubernetesDescription,
  type Link,
  type StatusPageProvider,
  type TargetDescription,
} from './target/target';

// Readings
export { fault } from './triage/fault';
export { problemSchema, type Problem } from './triage/problem';
export type { ReadingStatus } from './triage/probes/probe';
export {
  isOverRateLimit,
  isUrgent,
  type ErrorRateDetails,
} from './triage/probes/errorRate';
export type { IdeogramApiDetails } from './triage/probes/ideogramApi';
export type { IntegrationHealthDetails } from './triage/probes/integrationHealth';
export type { LatencyDetails } from './triage/probes/latency';
export {
  noErrorLine,
  type RecentErrorsDetails,
} from './triage/probes/recentErrors';
export type { StatusPageDetails } from './triage/probes/statusPage';
export type {
  MitigationName,
  PodTrouble,
  WorkloadDetails,
} from './triage/probes/workload';
export {
  clusterProblems,
  healthProblems,
  ideogramApiProblems,
  metricsProblems,
  podProblems,
  probeProblems,
  statusPageProblems,
  type SourceFault,
} from './triage/problems';
export {
  isBuiltInProbe,
  isFromBackup,
  PROBE_NAMES,
  probeRank,
  readingOf,
  readingSchema,
  type ProbeName,
  type Reading,
  type ReadingDetails,
  type ReadingOf,
} from './triage/reading';

// Triage
export { followsFromDeadPods } from './triage/deadPods';
export { latencyCaveat } from './triage/describeReading';
export {
  classifyErrorType,
  errorClassSchema,
  errorTypesInWords,
  type ErrorClass,
} from './triage/errorClass';
export { evaluateReadings, type Evaluation } from './triage/evaluateReadings';
export {
  dependsOnRequests,
  inViewOfRequests,
  judgeIdeogramApi,
} from './triage/ideogramApi';
export { hasOutageEnded } from './triage/mitigations';
export { DEFAULT_RESPOND_WITHIN, type RespondWithin } from './triage/severity';
export { errorRateStatus } from './triage/errorRateStatus';
export {
  lastOutageIn,
  momentsOf,
  onsetOf,
  type Moment,
  type Onset,
} from './triage/course';
export {
  lastOutageOf,
  severityHistorySchema,
  sinceOf,
  updateSeverityHistory,
  type SeverityHistory,
  type SeverityLook,
} from './triage/severityHistory';
export {
  triageSchema,
  type Answer,
  type Decision,
  type GuidanceStep,
  type Outage,
  type Outcome,
  type Question,
  type QuestionId,
  type Severity,
  type SeverityLevel,
  type Triage,
  type TriageErrorClass,
} from './triage/triage';
export { triageSummary } from './verdict/summary';
export { verdictOf, type Verdict } from './verdict/verdict';

// Remediation
export {
  actionRiskSchema,
  type Action,
  type ActionList,
  type ActionRequest,
  type ActionRisk,
  type DryRun,
  type Mitigation,
  type Refusal,
} from './remediation/action';
export {
  hasEnded,
  type Approval,
  type ApprovalDecision,
  type Operation,
  type OperationError,
  type OperationPage,
  type OperationStatus,
  type OperationStep,
  type Rollout,
} from './remediation/operation';
export {
  BUILT_IN_ACTIONS,
  builtInActions,
  type BuiltInAction,
} from './remediation/builtInActions';
export { cautionsOf, type CautiousChange } from './remediation/cautions';
export { changeProblems, type FailedChange } from './remediation/problems';
export {
  verifyBy,
  type Verification,
  type VerifiedBy,
} from './remediation/verification';

// Incidents
export type {
  AlertsReceived,
  UnmatchedAlert,
  UnmatchedAlerts,
} from './incidents/alert';
export {
  matchTarget,
  parseWebhook,
  type Webhook,
  type WebhookAlert,
} from './incidents/alertmanager';
export {
  receiveAlert,
  type AlertNews,
  type AlertState,
} from './incidents/alertState';
export { entrySentence, incidentHeadline } from './incidents/entrySentence';
export {
  incidentSchema,
  isOpen,
  type Incident,
  type IncidentChange,
  type IncidentLevel,
  type IncidentPage,
  type IncidentRequest,
  type IncidentRoles,
  type IncidentStatus,
} from './incidents/incident';
export { isWorse } from './incidents/level';
export {
  acknowledgementBy,
  refusalOfChange,
  riseOfSeverity,
  troubleThatGoesOn,
  whyMonitoring,
  type ChangeRefusal,
  type HowAcknowledged,
  type Lowering,
  type MonitoringInput,
} from './incidents/lifecycle';
export {
  openingSeverity,
  severityOfAlert,
  type OpeningSeverityInput,
  type SeenSeverity,
} from './incidents/openingSeverity';
export {
  DEFAULT_BUSINESS_HOURS,
  respondBy,
  respondByAfter,
  type BusinessHours,
  type ResponseTimes,
  type Weekday,
} from './incidents/respondBy';
export {
  statisticsOf,
  type CountedIncident,
  type IncidentStatistics,
} from './incidents/statistics';
export {
  timelineEntrySchema,
  type NoteRequest,
  type TimelineEntry,
  type TimelineEntryType,
  type TimelinePage,
} from './incidents/timelineEntry';

// Redaction
export {
  createMasker,
  maskKnownValues,
  maskSecrets,
  type Masker,
  type RedactionStream,
} from './redaction/masker';
export { personsText } from './redaction/personsText';
export type { RedactionRule } from './redaction/span';

// Text for a person
export { personName } from './format/person';
export {
  formatAge,
  formatClock,
  formatDuration,
  isoDurationMs,
} from './format/duration';
export { escapeMarkdown } from './format/markdown';
export { formatCount, formatPercent, formatRate } from './format/quantity';
export { capitalized, nonBreaking, oneLine } from './format/text';
export { formatUtc } from './format/time';
