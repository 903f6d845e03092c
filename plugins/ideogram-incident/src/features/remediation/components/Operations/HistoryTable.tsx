import { Table, type TableColumn } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import clsx from 'clsx';
import type { Operation } from 'backstage-plugin-ideogram-incident-common';
import { Time } from '../../../../components/Time';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { NARROW, PHONE, visuallyHidden } from '../../../../theme/styles';
import { useRemediation } from '../../hooks/useRemediation';
import { displayStatusOf } from './displayStatus';
import { OperationDuration } from './OperationDuration';
import { OperationStatus } from './OperationStatus';
import { personName } from './operationTexts';

const useStyles = makeStyles(
  theme => ({
    root: {
      '& td, & th': {
        // Only what is longer than a line.
        wordBreak: 'normal',
        overflowWrap: 'break-word',
        fontVariantNumeric: 'tabular-nums',
      },
      '& button': { [PHONE]: { minHeight: 44 } },
    },
    narrow: { '& td, & th': { padding: theme.spacing(1.5, 2) } },
    heard: visuallyHidden,
    below: { fontSize: 13, color: statusColours(theme).subtle },
  }),
  { name: 'IdeogramIncidentHistoryTable' },
);

/** The operations as rows; each opens its steps. */
export default function HistoryTable() {
  const { operations, openOperation } = useRemediation();
  const isNarrow = useMediaQuery(NARROW, { noSsr: true });
  const classes = useStyles();
  const t = useTranslation();
  const when = ({ createdAt }: Operation) => <Time at={createdAt} />;
  const who = ({ actor }: Operation) => personName(actor);
  const ending = (one: Operation) => (
    <OperationStatus look={displayStatusOf(one)} />
  );
  const took = (one: Operation) => <OperationDuration operation={one} />;
  const open: TableColumn<Operation> = {
    title: <span className={classes.heard}>{t('operation.steps')}</span>,
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
  };
  const wide: TableColumn<Operation>[] = [
    { title: t('operation.when'), render: when },
    { title: t('operation.what'), field: 'title' },
    { title: t('operation.who'), render: who },
    { title: t('operation.ending'), render: ending },
    { title: t('operation.duration'), render: took },
    open,
  ];
  const narrow: TableColumn<Operation>[] = [
    {
      title: t('operation.what'),
      render: one => (
        <>
          {one.title}
          <div>{ending(one)}</div>
          <div className={classes.below}>
            {when(one)}, {who(one)}, {took(one)}
          </div>
        </>
      ),
    },
    open,
  ];
  return (
    <div className={clsx(classes.root, isNarrow && classes.narrow)}>
      <Table<Operation>
        options={{
          toolbar: false,
          sorting: false,
          draggable: false,
          paging: false,
          padding: 'dense',
        }}
        columns={isNarrow ? narrow : wide}
        data={operations.operations}
      />
    </div>
  );
}
