import { readingOf } from '../triage/reading';
import type { QuestionId } from '../triage/triage';
import * as curl from './commands/curl';
import { dashboard, vendorIncident } from './links';
import { inCluster, type GuidanceContext, type StepTemplate } from './topic';

const ownSignIn = ({ target }: GuidanceContext) =>
  target.kubernetes
    ? ` Use your own sign-in to the cluster ${target.kubernetes.cluster}; if it has expired, re-authenticate.`
    : '';

const isInCluster = ({ target }: GuidanceContext) =>
  target.kubernetes !== undefined;

const isWorkloadUnread = ({ readings }: GuidanceContext) =>
  readingOf(readings, 'workload')?.status === 'unknown';

const podsRun: StepTemplate = {
  text: 'Do our pods run?',
  detail: context =>
    `Look for restarts and for pods that are not ready.${ownSignIn(context)}`,
  command: inCluster(kubectl => kubectl.pods()),
  when: isInCluster,
};

/** What to check by hand for a question that no reading answers. */
export const CHECKS: Record<QuestionId, readonly StepTemplate[]> = {
  'api-errors': [
    {
      text: 'Is the Ideogram API returning errors? Read the logs.',
      detail: context =>
        `Lines with 401, 402, 403, 429, 500 or 503 mean yes.${ownSignIn(
          context,
        )}`,
      command: inCluster(kubectl => kubectl.recentErrorLines()),
      when: isInCluster,
    },
    {
      text: 'Is the Ideogram API returning errors? Ask the metrics.',
      detail:
        "Any error per second means yes, an empty answer means nothing. If it can't be reached, check backup metrics.",
      command: ({ target }) => curl.errorsByType(target),
      link: dashboard,
    },
    { ...podsRun, when: isWorkloadUnread },
  ],
  'vendor-incident': [
    {
      text: 'Does the status page show an incident?',
      detail: ({ target }) =>
        target.statusPage
          ? "If it can't be reached, use a mobile network or a VPN."
          : "No status page is configured: look at Ideogram's own in a browser.",
      command: ({ target }) =>
        target.statusPage && curl.statusPage(target.statusPage),
      link: vendorIncident,
    },
  ],
  'service-healthy': [
    {
      text: 'Is our service healthy?',
      detail: 'It prints what the service says of itself, or UNHEALTHY.',
      command: ({ target }) => target.health && curl.health(target.health),
      when: ({ target }) => target.health !== undefined,
    },
    podsRun,
  ],
};
