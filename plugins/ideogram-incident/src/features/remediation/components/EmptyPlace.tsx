import Paper from '@material-ui/core/Paper';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { statusColours } from '../../../theme/statusColours';
import { PHONE } from '../../../theme/styles';

/** As high as what comes in its place, so that what stands below stays. */
export const keptPlace = (theme: Theme) => ({
  boxSizing: 'border-box' as const,
  minHeight: 96,
  padding: theme.spacing(1.5, 2.5),
  // Of a small screen the first button needs the room more.
  [PHONE]: { minHeight: 0, padding: theme.spacing(1, 2) },
});

const useStyles = makeStyles(
  theme => ({
    root: {
      ...keptPlace(theme),
      display: 'flex',
      alignItems: 'center',
      color: statusColours(theme).subtle,
    },
  }),
  { name: 'IdeogramIncidentEmptyPlace' },
);

/** The place of operations or mitigations while there are none. */
export function EmptyPlace({ children }: { children: ReactNode }) {
  return (
    <Paper className={useStyles().root}>
      <div>{children}</div>
    </Paper>
  );
}
