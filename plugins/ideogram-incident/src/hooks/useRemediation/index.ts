export {
  RemediationContext,
  useRemediation,
  type Remediation,
} from './useRemediation';
