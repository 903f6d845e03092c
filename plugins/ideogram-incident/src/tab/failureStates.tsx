import { type Entity, ANNOTATION_EDIT_URL } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import LockOutlined from '@material-ui/icons/LockOutlined';
import {
  ideogramIncidentReadPermission,
  TARGETS_ANNOTATION,
} from 'backstage-plugin-ideogram-incident-common';
import Button from '@material-ui/core/Button';
import OpenInNew from '@material-ui/icons/OpenInNew';
import type { RequestFailure } from '../api/requestFailure';
import { Command } from '../components/Command';
import { safeUrl } from '../components/ExternalLink';
import { WhomToAsk } from '../components/WhomToAsk';
import { useNow } from '../hooks/useNow';
import { useTranslation } from '../hooks/useTranslation';
import { StateCard } from './StateCard';

/** The viewer lacks the permission: which one, and whom to ask. */
function NoPermission() {
  const t = useTranslation();
  return (
    <StateCard
      icon={<LockOutlined aria-hidden />}
      title={t('noPermission.title')}
    >
      {t('noPermission.body', {
        permission: <code>{ideogramIncidentReadPermission.name}</code>,
        whom: <WhomToAsk />,
      })}
    </StateCard>
  );
}

/** The backend says what it does not know: the entity, or the target. */
function NotFound(props: { failure: RequestFailure; onTryAgain(): void }) {
  const t = useTranslation();
  return (
    <StateCard
      title={t('notFound.title')}
      ways={
        <Button color="primary" onClick={props.onTryAgain}>
          {t('notFound.tryAgain')}
        </Button>
      }
    >
      {props.failure.error.message}
    </StateCard>
  );
}

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
function BackendAbsent(props: {
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
        : t('backendAbsent.unreachable', {
            message: failure.error.message.replace(/\.$/, ''),
          })}
    </StateCard>
  );
}

/** What stands in the tab's place while the backend can't be asked. */
export function FailureState(props: {
  failure: RequestFailure;
  retryAt?: number;
  onTryAgain(): void;
}) {
  switch (props.failure.kind) {
    case 'forbidden':
      return <NoPermission />;
    case 'not-found':
      return <NotFound {...props} />;
    default:
      return <BackendAbsent {...props} />;
  }
}

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

/** The entity names a target that the operator did not define. */
export function TargetNotDefined(props: { target: string; others: boolean }) {
  const { target, others } = props;
  const { entity } = useEntity();
  const t = useTranslation();
  const editUrl = safeUrl(entity.metadata.annotations?.[ANNOTATION_EDIT_URL]);
  return (
    <StateCard
      title={t('targetNotDefined.title', { target })}
      ways={
        editUrl && (
          <Button
            variant="outlined"
            color="primary"
            href={editUrl}
            target="_blank"
            rel="noopener noreferrer"
            endIcon={<OpenInNew />}
          >
            {t('targetNotDefined.edit')}
          </Button>
        )
      }
    >
      {t('targetNotDefined.body', {
        target: <strong>{target}</strong>,
        key: <code>ideogramIncident.targets</code>,
      })}
      {others && ` ${t('targetNotDefined.others')}`}
    </StateCard>
  );
}
