import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import HelpOutline from '@material-ui/icons/HelpOutline';
import { IssueCauseSolution } from '../../../../components/IssueCauseSolution';
import { SectionTitle } from '../../../../components/SectionTitle';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { focusRing, ONE_COLUMN } from '../../../../theme/styles';
import { useProbeName } from '../../hooks/useProbeName';
import type { ProblemGroup } from './groupProblems';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      groups: {
        display: 'grid',
        gap: theme.spacing(3),
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(420px, 100%), 1fr))',
        [ONE_COLUMN]: { gap: theme.spacing(1.5) },
      },
      group: {
        paddingLeft: 12,
        border: `1px dashed ${colours.unknown.shape}`,
        borderRadius: theme.shape.borderRadius,
        background: `${colours.hatch} left / 12px 100% no-repeat, ${theme.palette.background.paper}`,
        '&:focus': focusRing(theme),
      },
      head: {
        display: 'flex',
        alignItems: 'center',
        gap: theme.spacing(1),
        padding: theme.spacing(1.5, 2.5),
        borderBottom: `1px solid ${colours.line}`,
        '& svg': { color: colours.unknown.text },
      },
      name: {
        fontSize: 16,
        lineHeight: '24px',
        fontWeight: 700,
        margin: 0,
      },
      words: { padding: theme.spacing(1.75, 2.5, 2) },
    };
  },
  { name: 'IdeogramIncidentProblems' },
);

function Problem({ group }: { group: ProblemGroup }) {
  const classes = useStyles();
  const t = useTranslation();
  const probeName = useProbeName();
  const names = (probes: string[]) => probes.map(probeName).join(', ');
  const effects = [
    group.hidden.length > 0 &&
      t('problem.hidden', { readings: names(group.hidden) }),
    group.partly.length > 0 &&
      t('problem.partly', { readings: names(group.partly) }),
    group.told.length > 0 && names(group.told),
  ];
  return (
    <article id={group.id} className={classes.group} tabIndex={-1}>
      <div className={classes.head}>
        <HelpOutline fontSize="small" aria-hidden />
        <Typography className={classes.name} variant="h3">
          {effects.filter(Boolean).join('; ')}
        </Typography>
      </div>
      <div className={classes.words}>
        <IssueCauseSolution
          problem={{ ...group, issue: group.issues.join(' ') }}
        />
      </div>
    </article>
  );
}

/** What could not be read, by cause, and what to do about it. */
export function Problems({ groups }: { groups: readonly ProblemGroup[] }) {
  const classes = useStyles();
  const t = useTranslation();
  if (groups.length === 0) return null;
  const hidden = new Set(groups.flatMap(group => group.hidden)).size;
  const problems = t('tab.problems', { count: groups.length });
  const isBackedUp = groups.some(group => group.partly.length > 0);
  const withoutHidden = isBackedUp
    ? t('tab.problemsBackup', { problems })
    : problems;
  const title =
    hidden === 0 ? withoutHidden : t('tab.unavailable', { count: hidden });
  return (
    <section aria-labelledby="ideogram-incident-problems">
      <SectionTitle id="ideogram-incident-problems">{title}</SectionTitle>
      <div className={classes.groups}>
        {groups.map(group => (
          <Problem key={group.id} group={group} />
        ))}
      </div>
    </section>
  );
}
