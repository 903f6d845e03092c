export { withoutOwnSecrets } from './ownSecrets';
