import { escalationContact, type Link } from '../target/target';
import type { Problem } from './problem';

/** What failed, and in what way: one of the words of {@link fault}. */
const sentence = (who: string, what: string) => `${who} ${what}.`;

/**
 * The status page can't be read. `host` as in an address, `cause` one of the
 * words of `fault`.
 *
 * @public
 */
export const statusPageProblems = {
  /** No connection. */
  unreachable: (host: string, cause: string): Problem => ({
    issue: "The status page can't be reached.",
    cause: `Network issue: ${sentence(host, cause)}`,
    solution: `Open ${host} on a mobile network or through a VPN, and ask the network's administrators to let the portal reach it.`,
  }),
  /** It answered, but not with what its provider answers. */
  unreadable: (host: string, cause: string): Problem => ({
    issue: "The status page can't be read.",
    cause: sentence(host, cause),
    solution: `Open ${host} in a browser, and ask the portal's operator to check provider and url of statusPage.`,
  }),
};

/**
 * The health address of the integration tells nothing, or that it fails.
 *
 * @public
 */
export const healthProblems = {
  /** No connection. */
  unreachable: (host: string, cause: string): Problem => ({
    issue: "The health of the integration can't be read.",
    cause: `No connection: ${sentence(host, cause)}`,
    solution: `Ask ${host} from your own network, and if it is silent there too, look at its pods and its ingress.`,
  }),
  /** It answered with a server error, and with nothing that says more. */
  fails: (host: string, cause: string): Problem => ({
    issue: 'The health check of the integration fails.',
    cause: sentence(host, cause),
    solution:
      'Look at the pods of the integration, at their logs, and at the ingress or proxy in front of them.',
  }),
  /** It answered, but with nothing that says how healthy. */
  unreadable: (host: string, cause: string): Problem => ({
    issue: "The health of the integration can't be read.",
    cause: sentence(host, cause),
    solution:
      "Read the answer by hand, and ask the portal's operator to correct url and path of health.",
  }),
};

/**
 * What the portal asks of Ideogram itself gets no answer that says anything.
 *
 * @public
 */
export const ideogramApiProblems = {
  /** No connection, or no answer in time. */
  unreachable: (host: string, cause: string): Problem => ({
    issue: "Ideogram can't be reached from the portal.",
    cause: sentence(host, cause),
    solution: `Ask the portal's operator to let the portal reach ${host}, or to set ideogram.probe to false.`,
  }),
  /** An answer, but hardly Ideogram's. */
  unreadable: (host: string, cause: string): Problem => ({
    issue: "Ideogram's answer to the portal can't be read.",
    cause: sentence(host, cause),
    solution: `Ask the portal's operator which proxy or firewall stands between the portal and ${host}, and to check ideogram.probe.path.`,
  }),
};

/** @public */
export interface SourceFault {
  /** A host, or host and path. */
  source: string;
  /** One of the words of `fault`. */
  cause: string;
  /** True of a Prometheus that gives no answer, or none but a server error. */
  isDown: boolean;
}

const isPrometheusDown = (faults: readonly SourceFault[]) =>
  faults.some(({ isDown }) => isDown);

function listed(faults: readonly SourceFault[]): string {
  const all = faults.map(({ source, cause }) => `${source} ${cause}`);
  const prefix = isPrometheusDown(faults) ? 'Prometheus down: ' : '';
  return `${prefix}${all.join('; ')}.`;
}

const BRING_BACK = 'bring Prometheus back, or ask those who run it.';

/** @public */
export const metricsProblems = {
  /** They are counted, and there are none where there were many. */
  noMoreRequests: (window: string, rate: string, at: string): Problem => ({
    issue: 'No requests reach the integration any more.',
    cause: `There were ${rate} at ${at}, and none in the last ${window}.`,
    solution:
      'Check whether users, and what stands in front of the integration, still reach it.',
  }),
  /**
   * None of the sources, in the order asked, could answer. Links are those
   * where a person can look instead.
   */
  unavailable(
    faults: readonly SourceFault[],
    links: readonly Link[] = [],
  ): Problem {
    const titles = links.map(({ title }) => title).join(' or ');
    const next = isPrometheusDown(faults)
      ? `then ${BRING_BACK}`
      : "and ask the portal's operator to check the configured metrics sources and queries.";
    return {
      issue: 'Metrics are unavailable.',
      cause: listed(faults),
      solution: `Check backup metrics${titles && ` in ${titles}`}, ${next}`,
    };
  },
  /** The first sources failed, and `source` answered in their place. */
  fromFallback(faults: readonly SourceFault[], source: string): Problem {
    const next = isPrometheusDown(faults)
      ? BRING_BACK
      : "ask the portal's operator to check prometheus and queries.";
    return {
      issue: 'The first source of metrics is unavailable.',
      cause: listed(faults),
      solution: `Trust ${source} for now, and ${next}`,
    };
  },
  /** A source answered without a single series. An empty result is not zero. */
  empty: (source: string): Problem => ({
    issue: 'Metrics are unavailable.',
    cause: `${source} has no series for this target: the integration is not scraped, or its metrics have other names.`,
    solution:
      "Check in Prometheus that the integration is scraped, and ask the portal's operator to check the configured queries.",
  }),
  /**
   * A source answered with what is no number, or with what the query can not
   * mean. `cause` one of the words of `fault`, or "answers NaN" and the like.
   */
  unreadable: (source: string, cause: string): Problem => ({
    issue: "Metrics can't be read.",
    cause: sentence(source, cause),
    solution:
      "Run the query by hand, and ask the portal's operator to check the configured queries.",
  }),
  /**
   * A source answered, but could not look at all of its data: what it does not
   * show may be there. `warning` in its own words.
   */
  incomplete: (source: string, warning: string): Problem => ({
    issue: 'Metrics are incomplete.',
    cause: `${source} warns: ${warning.replace(/[.\s]+$/, '')}.`,
    solution: `Look in ${source} for what is missing, or ask those who run it, and check the logs meanwhile.`,
  }),
};

const PODS_AND_LOGS = "Pods and logs can't be read.";

/**
 * The cluster does not let the portal read.
 *
 * @public
 */
export const clusterProblems = {
  /** It answers 401 to the portal's account. */
  refuses(cluster: string, escalation?: string): Problem {
    const contact = escalationContact({ escalation });
    return {
      issue: PODS_AND_LOGS,
      cause: `Sign-in expired: the cluster ${cluster} answers 401 to the portal's account.`,
      solution: `Re-authenticate the portal: ask ${contact} for a new token, and use your own sign-in with kubectl until then.`,
    };
  },
  /**
   * It answers 403: the portal's account lacks a permission. `what` in words,
   * such as `list pods in default`.
   */
  forbids(cluster: string, what: string, escalation?: string): Problem {
    const contact = escalationContact({ escalation });
    return {
      issue: `The portal may not ${what}.`,
      cause: `Permission denied: the cluster ${cluster} answers 403 to the portal's account.`,
      solution: `Escalate to ${contact}, who can allow the portal's account to ${what}.`,
    };
  },
  /** No answer that could be read. `cause` one of the words of `fault`. */
  unreachable(cluster: string, cause: string, escalation?: string): Problem {
    const contact = escalationContact({ escalation });
    return {
      issue: PODS_AND_LOGS,
      cause: `The cluster ${sentence(cluster, cause)}`,
      solution: `Try kubectl from your own network, and if it fails there too, ask ${contact}.`,
    };
  },
};

export const NO_POD_TO_READ = 'There is no pod whose log could be read.';

/** @public */
export const podProblems = {
  /** The label selector finds no pod, so that there is no log to read. */
  missing: (namespace: string, labelSelector: string): Problem => ({
    issue: NO_POD_TO_READ,
    cause: `No pod in ${namespace} matches ${labelSelector}.`,
    solution:
      "Check that the deployment has pods, and ask the portal's operator to check labelSelector.",
  }),
  /** There are pods, but none has a log yet. */
  notStarted: (namespace: string, labelSelector: string): Problem => ({
    issue: NO_POD_TO_READ,
    cause: `No pod in ${namespace} that matches ${labelSelector} has started.`,
    solution: 'Look at what the workload says about the pods.',
  }),
  /**
   * The cluster gives no log for a reason of its own, such as a container that
   * the pods do not have.
   */
  logsRefused: (cluster: string, reason: string): Problem => ({
    issue: "The logs of the pods can't be read.",
    cause: `The cluster ${cluster} says: ${reason.replace(/\.$/, '')}.`,
    solution:
      "Read them with kubectl logs, and ask the portal's operator to check container and labelSelector.",
  }),
};

/** @public */
export const probeProblems = {
  /** It did not settle at its deadline, and was given up on. */
  timedOut: (probe: string, cause: string): Problem => ({
    issue: `The reading ${probe} is missing.`,
    cause: `The probe ${sentence(probe, cause)}`,
    solution: `Check by hand, and ask the portal's operator whether probes.${probe}.timeout is long enough.`,
  }),
  /** It failed in a way that it did not foresee. */
  failed: (probe: string): Problem => ({
    issue: `The reading ${probe} is missing.`,
    cause: `The probe ${probe} failed unexpectedly.`,
    solution:
      "Check by hand, and ask the portal's operator to look into the backend's log.",
  }),
};
