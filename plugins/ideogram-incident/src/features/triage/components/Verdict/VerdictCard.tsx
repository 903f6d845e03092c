import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

export const VERDICT_HEADING_ID = 'ideogram-incident-verdict';

const useStyles = makeStyles(
  { root: { overflow: 'hidden' } },
  { name: 'IdeogramIncidentVerdictCard' },
);

/**
 * The verdict above the row of what the viewer can do with it. The row stays
 * the same while the verdict is loading, so that it keeps the focus.
 */
export function VerdictCard(props: {
  busy: boolean;
  row: ReactNode;
  children: ReactNode;
}) {
  return (
    <Paper
      component="section"
      className={useStyles().root}
      aria-labelledby={VERDICT_HEADING_ID}
      aria-busy={props.busy}
    >
      {props.children}
      {props.row}
    </Paper>
  );
}
