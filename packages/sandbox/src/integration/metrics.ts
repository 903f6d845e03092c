import { Counter, Histogram, Registry } from 'prom-client';

/** The series that the integration shows at `/metrics`. */
export interface IntegrationMetrics {
  registry: Registry;
  /** An image that a user asked for, with what came of it. */
  request(status: string): void;
  error(errorType: string): void;
  duration(seconds: number): void;
}

// Images take 5 to 25 s in the wild: buckets that end early hide that.
const BUCKETS = [0.1, 0.25, 0.5, 0.75, 1, 2, 3, 5, 7.5, 10, 15, 25, 40, 60, 90];

export function createMetrics(): IntegrationMetrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    name: 'ideogram_requests_total',
    help: 'Images that users asked for',
    labelNames: ['method', 'status'],
    registers,
  });
  const errors = new Counter({
    name: 'ideogram_errors_total',
    help: 'Calls of the Ideogram API that failed',
    labelNames: ['error_type'],
    registers,
  });
  const durations = new Histogram({
    name: 'ideogram_request_duration_seconds',
    help: 'How long the Ideogram API took to answer',
    buckets: BUCKETS,
    registers,
  });
  return {
    registry,
    request: status => requests.inc({ method: 'generate', status }),
    error: errorType => errors.inc({ error_type: errorType }),
    duration: seconds => durations.observe(seconds),
  };
}
