export { RemediationService } from './remediationService';
