import { useTranslation } from '../../../hooks/useTranslation';

/** What a probe is called; the name itself for one of another module. */
export function useProbeName(): (probe: string) => string {
  const t = useTranslation();
  return probe => {
    switch (probe) {
      case 'status-page':
        return t('probe.statusPage');
      case 'integration-health':
        return t('probe.integrationHealth');
      case 'error-rate':
        return t('probe.errorRate');
      case 'latency':
        return t('probe.latency');
      case 'recent-errors':
        return t('probe.recentErrors');
      case 'workload':
        return t('probe.workload');
      case 'ideogram-api':
        return t('probe.ideogramApi');
      default: {
        const words = probe.replaceAll('-', ' ');
        return words.charAt(0).toLocaleUpperCase('en-US') + words.slice(1);
      }
    }
  };
}
