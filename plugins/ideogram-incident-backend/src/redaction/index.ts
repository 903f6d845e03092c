export { fingerprintOf } from './fingerprint';
export { withoutOwnSecrets } from './ownSecrets';
export { createRedactionTransform } from './redactionTransform';
export { TargetMaskers } from './targetMaskers';
