export { Mitigations } from './Mitigations';
export { mitigationsOf } from './mitigationsOf';
export { useMitigationName } from './useMitigationName';
