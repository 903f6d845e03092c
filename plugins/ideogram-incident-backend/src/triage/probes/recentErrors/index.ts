export { createRecentErrorsProbe } from './recentErrorsProbe';
