export { diffOf } from './diffOf';
export { fingerprintOf } from './fingerprint';
