import { TARGETS_ANNOTATION } from 'backstage-plugin-ideogram-incident-common';
import { Command } from '../../components/Command';
import { useTranslation } from '../../hooks/useTranslation';
import { StateCard } from './StateCard';

const SNIPPET = `metadata:
  annotations:
    ${TARGETS_ANNOTATION}: production`;

/** The entity names no target: what to paste, and where. */
export function AnnotationMissing() {
  const t = useTranslation();
  return (
    <StateCard title={t('annotationMissing.title')}>
      {t('annotationMissing.body', { file: <code>catalog-info.yaml</code> })}
      <Command text={SNIPPET} label={t('annotationMissing.copy')} />
    </StateCard>
  );
}
