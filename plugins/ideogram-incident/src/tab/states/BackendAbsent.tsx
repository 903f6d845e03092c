import { useEntity } from '@backstage/plugin-catalog-react';
import type { Entity } from '@backstage/catalog-model';
import Button from '@material-ui/core/Button';
import OpenInNew from '@material-ui/icons/OpenInNew';
import type { RequestFailure } from '../../api/requestFailure';
import { safeUrl } from '../../components/safeUrl';
import { useNow } from '../../hooks/useNow';
import { useTranslation } from '../../hooks/useTranslation';
import { StateCard } from './StateCard';

/** The entity's own link to its runbook: nothing else is known without a backend. */
function runbookUrl(entity: Entity): string | undefined {
  const link = entity.metadata.links?.find(({ title, type }) =>
    /runbook/i.test(`${title} ${type}`),
  );
  return safeUrl(link?.url);
}

function TriesAgain({ at }: { at: number }) {
  const t = useTranslation();
  const seconds = useNow(() =>
    Math.max(0, Math.ceil((at - Date.now()) / 1000)),
  );
  return (
    <span>{t('backendAbsent.triesAgain', { seconds: String(seconds) })}</span>
  );
}

/** No backend answers, or none that is ours. */
export function BackendAbsent(props: {
  failure: RequestFailure;
  retryAt?: number;
  onTryAgain(): void;
}) {
  const { failure, retryAt, onTryAgain } = props;
  const { entity } = useEntity();
  const t = useTranslation();
  const runbook = runbookUrl(entity);
  return (
    <StateCard
      title={t('backendAbsent.title')}
      ways={
        <>
          {runbook && (
            <Button
              variant="outlined"
              color="primary"
              href={runbook}
              target="_blank"
              rel="noopener noreferrer"
              endIcon={<OpenInNew />}
            >
              {t('backendAbsent.runbook')}
            </Button>
          )}
          <Button color="primary" onClick={onTryAgain}>
            {t('backendAbsent.tryAgain')}
          </Button>
          {retryAt !== undefined && <TriesAgain at={retryAt} />}
        </>
      }
    >
      {failure.kind === 'backend-absent'
        ? t('backendAbsent.absent', {
            path: <code>/api/ideogram-incident</code>,
          })
        : t('backendAbsent.unreachable', { message: failure.error.message })}
    </StateCard>
  );
}
