import { Table, type TableColumn } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { Person } from '../../../../components/Person';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { visuallyHidden } from '../../../../theme/styles';
import { useRemediation } from '../../hooks/useRemediation';
import { displayStatusOf } from './displayStatus';
import { OpenButton } from './OpenButton';
import { OperationDuration } from './OperationDuration';
import { OperationStatus } from './OperationStatus';

const useStyles = makeStyles(
  {
    root: {
      '& td, & th': {
        // Only what is longer than a line.
        wordBreak: 'normal',
        overflowWrap: 'break-word',
        fontVariantNumeric: 'tabular-nums',
      },
    },
    heard: visuallyHidden,
  },
  { name: 'IdeogramIncidentHistoryTable' },
);

/** The operations as rows; each opens its steps. */
export default function HistoryTable() {
  const { operations } = useRemediation();
  const classes = useStyles();
  const t = useTranslation();
  const when = ({ createdAt }: Operation) => <Time at={createdAt} />;
  const who = ({ actor }: Operation) => <Person entityRef={actor} />;
  const ending = (one: Operation) => (
    <OperationStatus look={displayStatusOf(one)} />
  );
  const took = (one: Operation) => <OperationDuration operation={one} />;
  const columns: TableColumn<Operation>[] = [
    { title: t('operation.when'), render: when },
    { title: t('operation.what'), field: 'title' },
    { title: t('operation.who'), render: who },
    { title: t('operation.ending'), render: ending },
    { title: t('operation.duration'), render: took },
    {
      title: <span className={classes.heard}>{t('operation.steps')}</span>,
      align: 'right',
      render: one => <OpenButton operation={one} />,
    },
  ];
  return (
    <div className={classes.root}>
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
    </div>
  );
}
