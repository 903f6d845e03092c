import { errorRate } from './errorRate';
import { integrationHealth } from './integrationHealth';
import { latency } from './latency';
import { recentErrors } from './recentErrors';
import { statusPage } from './statusPage';
import { workload } from './workload';

/** In the order in which a person wants to see them. */
export const BUILT_IN_PROBES = [
  statusPage,
  integrationHealth,
  errorRate,
  latency,
  recentErrors,
  workload,
] as const;
