import { makeStyles } from '@material-ui/core/styles';
import type { RecentErrorsDetails } from 'backstage-plugin-ideogram-incident-common';
import { useTexts } from '../../hooks/useTexts';
import { MONOSPACE } from '../../theme/monospace';
import { statusColours } from '../../theme/statusColours';
import { More } from './More';

const useStyles = makeStyles(
  theme => ({
    groups: {
      listStyle: 'none',
      margin: theme.spacing(0.75, 0, 0),
      padding: 0,
      fontFamily: MONOSPACE,
      fontSize: 12,
      lineHeight: '18px',
      color: statusColours(theme).subtle,
      '& li': {
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
      },
    },
  }),
  { name: 'IdeogramIncidentRecentErrors' },
);

const SHOWN = 3;

/** The most frequent kinds of error lines. */
export function RecentErrorsBody(props: { details: RecentErrorsDetails }) {
  const { groups, unreadablePods } = props.details;
  const classes = useStyles();
  const t = useTexts();
  return (
    <>
      {groups.length > 0 && (
        <ul className={classes.groups}>
          {groups.slice(0, SHOWN).map(({ text, count }, index) => (
            <li key={`${index} ${text}`} title={text}>
              {count} × {text}
            </li>
          ))}
        </ul>
      )}
      {unreadablePods.length > 0 && (
        <More>
          {t('reading.unreadablePods', {
            pods: unreadablePods
              .map(({ pod, reason }) => `${pod} (${reason})`)
              .join(', '),
          })}
        </More>
      )}
    </>
  );
}
