export { createWorkloadProbe } from './workloadProbe';
