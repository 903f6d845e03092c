import { EntityRefLink } from '@backstage/plugin-catalog-react';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { useRemediation } from '../../hooks/useRemediation';
import { personName } from './personName';

/** Who asked for an operation and when, and for which component. */
export function OperationSubtitle({ operation }: { operation: Operation }) {
  const { entityRef, target } = useRemediation();
  const t = useTranslation();
  const waits = operation.status === 'awaiting-approval';
  return (
    <>
      {t(waits ? 'operation.askedBy' : 'operation.startedBy', {
        target: target.title,
        time: <Time at={operation.createdAt} seconds />,
        person: personName(operation.actor),
      })}
      {operation.entityRef !== entityRef && (
        <div>
          {t('operation.ofOther', {
            component: <EntityRefLink entityRef={operation.entityRef} />,
          })}
        </div>
      )}
    </>
  );
}
