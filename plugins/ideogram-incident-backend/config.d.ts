import type { HumanDuration } from '@backstage/types';

/** `5s`, `PT5S` or `{ seconds: 5 }`. */
type Duration = string | HumanDuration;

/**
 * One deployment of the integration.
 *
 * `statusPage`, `health`, `prometheus`, `metrics` and `kubernetes` are asked
 * only where they are present, here or in `defaults`; then each key that is
 * left out has its default. So `health: {}` asks the default address, and no
 * `health` at all asks nothing. All other keys always have their defaults.
 *
 * Addresses are http or https, without user name and password, and are shown
 * to everybody who may read the entity: no secrets in them.
 */
interface TargetConfig {
  /** Shown to people. Default: the name of the target. */
  title?: string;

  /** Without it, whether Ideogram has announced an incident is unknown. */
  statusPage?: {
    /** Default: `statuspage`. `none` takes away what `defaults` gives. */
    provider?:
      | 'statuspage'
      | 'instatus'
      | 'incidentio'
      | 'betterstack'
      | 'none';
    /** Base address. Default: `https://status.ideogram.ai` */
    url?: string;
    /** Names of the components that count. Default: all. */
    components?: string[];
  };

  /** The Ideogram API. */
  ideogram?: {
    /** Default: `https://api.ideogram.ai` */
    baseUrl?: string;
    /** Where a key can be checked. Default: `/v2/account/api-keys` */
    verifyPath?: string;
  };

  /** The health address of the integration. */
  health?: {
    /** Default: `https://api.yourapp.com/health` */
    url?: string;
    /**
     * Where in the body the answer stands, keys joined by dots; then the other
     * known shapes are tried. Default: `services.ideogram`
     */
    path?: string;
  };

  /** In order: the next one is asked when one can't answer. */
  prometheus?: Array<{
    /** Base address. Default: `http://localhost:9090` */
    url?: string;
    /**
     * Sent with each request, such as Authorization or X-Scope-OrgID.
     * @deepVisibility secret
     */
    headers?: { [name: string]: string };
  }>;

  /** The integration's own metrics: scraped where no Prometheus can answer. */
  metrics?: {
    /** Default: `http://ideogram-integration.default.svc:3000/metrics` */
    url?: string;
  };

  /** PromQL. `$selector` and `$window` are filled in. */
  queries?: {
    /**
     * Label matchers without braces, such as `job="ideogram-integration"`.
     * Default: none.
     */
    selector?: string;
    /** A PromQL duration. Default: `5m` */
    window?: string;
    /**
     * Errors per second, by one label: an HTTP status or a word. Default:
     * `sum by (error_type) (rate(ideogram_errors_total{$selector}[$window]))`
     */
    errorsByType?: string;
    /**
     * Requests per second. Default:
     * `sum(rate(ideogram_requests_total{$selector}[$window]))`
     */
    requests?: string;
    /**
     * Seconds. Default: `histogram_quantile(0.95, sum by (le)
     * (rate(ideogram_request_duration_seconds_bucket{$selector}[$window])))`
     */
    latencyP95?: string;
  };

  /**
   * What a label value of the error series means, beyond the built-in table
   * of HTTP statuses and words.
   */
  errorTypes?: {
    [label: string]:
      | 'authentication'
      | 'billing'
      | 'rate-limited'
      | 'vendor-fault'
      | 'network'
      | 'unclassified';
  };

  /** From where on a reading is degraded. */
  thresholds?: {
    /** A share of requests, over 0 and at most 1. Default: 0.05 */
    errorRatio?: number | string;
    /** From 1ms to 1h. Default: `30s` */
    latencyP95?: Duration;
    /** Answers with 429 in a minute. Default: 5 */
    rateLimitedPerMinute?: number | string;
  };

  /** Without it, no workload and no logs. */
  kubernetes?: {
    /**
     * The name of a cluster of `ideogramIncident.clusters`, or of
     * `kubernetes.clusterLocatorMethods` with `type: config`. It has no
     * default.
     */
    cluster?: string;
    /** Default: `default` */
    namespace?: string;
    /** Default: `ideogram-integration` */
    deployment?: string;
    /** Needed only where a pod has several containers. */
    container?: string;
    /** Of the integration's pods. Default: `app=ideogram-integration` */
    labelSelector?: string;
    /** Where the credential is stored. */
    secret?: {
      /**
       * Default: `ideogram-secrets`
       * @visibility backend
       */
      name?: string;
      /**
       * The key inside the secret. Default: `api-key`
       * @visibility backend
       */
      key?: string;
    };
    /** What turns request queueing on. */
    queue?: {
      /** Default: `RATE_LIMIT_MODE` */
      env?: string;
      /** Default: `queue` */
      value?: string;
    };
    /** What turns graceful degradation on. */
    fallback?: {
      /** Default: `IDEOGRAM_FALLBACK` */
      env?: string;
      /** Default: `true` */
      value?: string;
    };
  };

  /**
   * How outside systems are asked. Beside these, `<name of a probe>.timeout`
   * is the deadline of that probe.
   */
  probes?: {
    /** Each probe's own deadline, from 100ms to 60s. Default: `5s` */
    timeout?: Duration;
    /**
     * How long a reading is shared among viewers, up to 5m. Default: `5s`;
     * 0: only while it is being taken.
     */
    maxAge?: Duration | number;
    /**
     * Of any one answer, from 1KiB to 256MiB; more is unknown.
     * Default: `8MiB`
     */
    maxBytes?: string | number;
    'status-page'?: { timeout?: Duration };
    'integration-health'?: { timeout?: Duration };
    'error-rate'?: { timeout?: Duration };
    latency?: { timeout?: Duration };
    'recent-errors'?: { timeout?: Duration };
    workload?: { timeout?: Duration };
  };

  /** Shown where they help: dashboards, the vendor's console, the runbook. */
  links?: Array<{ title: string; url: string }>;
}

export interface Config {
  /** @visibility backend */
  ideogramIncident?: {
    /**
     * Anything that a target may say. Targets override it key by key; a list
     * replaces a list.
     * @visibility backend
     */
    defaults?: TargetConfig;

    /**
     * By the name that entities use in their annotation
     * `ideogram-incident/targets`: up to 63 letters, digits, -, _ and .
     * @visibility backend
     */
    targets?: { [name: string]: TargetConfig };

    /**
     * Clusters that the Kubernetes plugin does not know, or that are to be
     * reached with another account than its own. Each is reached in exactly
     * one of three ways: `url` with `serviceAccountToken`, `kubeconfig`, or
     * `inCluster: true`.
     */
    clusters?: Array<{
      name: string;
      /** The address of the API server. */
      url?: string;
      /** @visibility secret */
      serviceAccountToken?: string;
      /** The certificate of the API server's authority, a file in PEM. */
      caFile?: string;
      /** The same as base64, instead of `caFile`. */
      caData?: string;
      /** A file; its current context is used. */
      kubeconfig?: string;
      /** With the account of the pod that the portal runs in. */
      inCluster?: boolean;
    }>;

    remediation?: {
      /** Whom to call when a permission is missing, in words. */
      escalation?: string;
      /** Whether a person has to say why. Default: `optional` */
      reason?: 'optional' | 'required';
      /**
       * Asks the cluster in the name of the signed-in person, whose entity
       * reference is the Kubernetes user: `user:default/jane`. Default: false
       */
      impersonate?: boolean;
      /**
       * The field manager of each change; must not begin with `kubectl`.
       * Default: `backstage-ideogram-incident`
       */
      fieldManager?: string;
      /** How long a rollout is waited for, 1s to 2h. Default: `10m` */
      rolloutTimeout?: Duration;
      /** How long a second person has time, 1s to 7d. Default: `1h` */
      approvalExpiresAfter?: Duration;
      /**
       * By the action's id. With a `kind` it is an action of the operator's
       * own, otherwise one that the plugin or a module brings.
       */
      actions?: {
        [id: string]: {
          /** False takes it away. Default: true */
          enabled?: boolean;
          /** Whether a second person has to agree. Default: `none` */
          approval?: 'none' | 'second-person';
          /** Where it is not as for all actions. */
          reason?: 'optional' | 'required';
          kind?: 'setEnv' | 'restart' | 'scale' | 'undoRollout';
          /** Verb and object, such as `Scale out`. Needed with a `kind`. */
          title?: string;
          description?: string;
          /** Default: `medium` */
          risk?: 'low' | 'medium' | 'high';
          /** Of `setEnv`. */
          env?: string;
          /** Of `setEnv`. */
          value?: string;
          /** Of `setEnv`, where a pod has several. */
          container?: string;
          /** Of `scale`, 1 to 1000. */
          replicas?: number | string;
        };
      };
    };

    incidents?: {
      /**
       * In which time somebody must respond, from 1m to 31d, or
       * `next-business-day`.
       */
      respondWithin?: {
        /** Default: `15m` */
        P1?: Duration;
        /** Default: `1h` */
        P2?: Duration;
        /** Default: `4h` */
        P3?: Duration;
        /** Default: `next-business-day` */
        P4?: Duration;
      };
    };

    /**
     * Accepted, but without effect in this version. It is secret already, so
     * that nothing shows the credentials that stand in it.
     * @deepVisibility secret
     */
    communication?: object;
  };
}
