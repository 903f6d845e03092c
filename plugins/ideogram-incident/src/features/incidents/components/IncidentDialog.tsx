import Dialog from '@material-ui/core/Dialog';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import {
  focusOfControls,
  forcedColours,
  ON_PHONE,
} from '../../../theme/styles';

const useStyles = makeStyles(
  theme => ({
    paper: {
      fontSize: 14,
      lineHeight: '20px',
      ...focusOfControls(theme),
      ...forcedColours,
    },
  }),
  { name: 'IdeogramIncidentDialog' },
);

/** What is entered about an incident, over the page. */
export function IncidentDialog(props: {
  /** Of its heading. */
  titleId: string;
  onClose(): void;
  children: ReactNode;
}) {
  const { titleId, onClose, children } = props;
  const classes = useStyles();
  const fullScreen = useMediaQuery(ON_PHONE, { noSsr: true });
  return (
    <Dialog
      open
      fullWidth
      maxWidth="sm"
      scroll="paper"
      fullScreen={fullScreen}
      aria-labelledby={titleId}
      // What was typed is not thrown away by a click beside it.
      onClose={(_, reason) => reason === 'escapeKeyDown' && onClose()}
      PaperProps={{ className: classes.paper, 'aria-modal': true }}
    >
      {children}
    </Dialog>
  );
}
