import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { statusColours } from '../../../../theme/statusColours';

const useStyles = makeStyles(
  theme => ({
    root: {
      marginTop: 2,
      fontSize: 13,
      lineHeight: '18px',
      color: statusColours(theme).subtle,
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'IdeogramIncidentReadingNote' },
);

/** A quiet line below a reading's summary. */
export function ReadingNote({ children }: { children: ReactNode }) {
  return <Typography className={useStyles().root}>{children}</Typography>;
}
