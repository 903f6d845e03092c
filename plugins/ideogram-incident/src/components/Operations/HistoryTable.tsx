import { Table, type TableColumn } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import {
  formatDuration,
  hasEnded,
  nonBreaking,
  type Operation,
} from 'backstage-plugin-ideogram-incident-common';
import { useRemediation } from '../../hooks/useRemediation';
import { useTexts } from '../../hooks/useTexts';
import { Time } from '../Time';
import { RunningFor } from './Durations';
import { lookOf, secondsOf } from './operationLook';
import { OperationMark } from './OperationMark';
import { personName } from './personName';

/** The operations as rows; each opens its steps. */
export default function HistoryTable() {
  const { operations, openOperation } = useRemediation();
  const t = useTexts();
  const columns: TableColumn<Operation>[] = [
    {
      title: t('operation.when'),
      render: ({ createdAt }) => <Time at={createdAt} />,
    },
    { title: t('operation.what'), field: 'title' },
    {
      title: t('operation.who'),
      render: ({ actor }) => personName(actor),
    },
    {
      title: t('operation.ending'),
      render: one => <OperationMark look={lookOf(one)} />,
    },
    {
      title: t('operation.duration'),
      render: one =>
        hasEnded(one) ? (
          nonBreaking(formatDuration(Math.round(secondsOf(one, 0))))
        ) : (
          <RunningFor operation={one} />
        ),
    },
    {
      title: '',
      align: 'right',
      render: ({ id, title }) => (
        <Button
          size="small"
          color="primary"
          aria-label={t('action.openOf', { title })}
          onClick={() => openOperation(id)}
        >
          {t('action.open')}
        </Button>
      ),
    },
  ];
  return (
    <Table<Operation>
      options={{
        toolbar: false,
        sorting: false,
        draggable: false,
        paging: false,
        padding: 'dense',
      }}
      columns={columns}
      data={operations.operations}
    />
  );
}
