import { makeStyles } from '@material-ui/core/styles';
import type { RecentErrorsDetails } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { MONOSPACE } from '../../../../theme/styles';
import { ReadingNote } from './ReadingNote';

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
  const t = useTranslation();
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
        <ReadingNote>
          {t('reading.unreadablePods', {
            pods: unreadablePods
              .map(({ pod, reason }) => `${pod} (${reason})`)
              .join(', '),
          })}
        </ReadingNote>
      )}
    </>
  );
}
