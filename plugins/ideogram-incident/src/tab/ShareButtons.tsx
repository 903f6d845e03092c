import { useEntity } from '@backstage/plugin-catalog-react';
import {
  triageSummary,
  type Triage,
} from 'backstage-plugin-ideogram-incident-common';
import { CopyButton } from '../components/CopyButton';
import type { TargetInfo } from '../hooks/useTargets';
import { useTargetAddress } from '../hooks/useTargetAddress';
import { useTranslation } from '../hooks/useTranslation';

/** What can be sent to others: the link, or the state in words. */
export function ShareButtons(props: { triage: Triage; target: TargetInfo }) {
  const { triage, target } = props;
  const { entity } = useEntity();
  const t = useTranslation();
  const url = useTargetAddress(target.name);
  const summary = triageSummary(triage, {
    component: entity.metadata.title ?? entity.metadata.name,
    target: target.title,
    url,
  });
  return (
    <>
      <CopyButton
        size="small"
        color="primary"
        text={url}
        word={t('share.link')}
      />
      <CopyButton
        size="small"
        color="primary"
        text={summary}
        word={t('share.summary')}
      />
    </>
  );
}
