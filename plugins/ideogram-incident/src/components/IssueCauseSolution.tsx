import { makeStyles } from '@material-ui/core/styles';
import type { Problem } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../hooks/useTranslation';
import { statusColours } from '../theme/statusColours';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: '76px minmax(0, 1fr)',
      gap: theme.spacing(1, 1.5),
      margin: 0,
      '& dt': { color: statusColours(theme).subtle },
      '& dd': { margin: 0, overflowWrap: 'anywhere' },
    },
    solution: { fontWeight: 700 },
  }),
  { name: 'IdeogramIncidentIssueCauseSolution' },
);

/** What can't be done, why, and what to do about it. */
export function IssueCauseSolution({ problem }: { problem: Problem }) {
  const classes = useStyles();
  const t = useTranslation();
  return (
    <dl className={classes.root}>
      <dt>{t('problem.issue')}</dt>
      <dd>{problem.issue}</dd>
      <dt>{t('problem.cause')}</dt>
      <dd>{problem.cause}</dd>
      <dt>{t('problem.solution')}</dt>
      <dd className={classes.solution}>{problem.solution}</dd>
    </dl>
  );
}
