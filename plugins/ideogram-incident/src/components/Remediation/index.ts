export { RemediationProvider } from './RemediationProvider';
