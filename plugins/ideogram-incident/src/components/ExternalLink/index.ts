export { ExternalLink } from './ExternalLink';
export { safeUrl } from './safeUrl';
