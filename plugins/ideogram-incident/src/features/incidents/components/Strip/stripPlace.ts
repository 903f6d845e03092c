import type { Theme } from '@material-ui/core/styles';
import { PHONE } from '../../../../theme/styles';

/** As high as an incident in short, so that what stands below stays. */
export const stripPlace = (theme: Theme) => ({
  boxSizing: 'border-box' as const,
  minHeight: 60,
  padding: theme.spacing(1, 2),
  overflow: 'hidden' as const,
  // It belongs to the verdict, and the first button has to be in sight.
  marginBottom: theme.spacing(-2),
  [PHONE]: {
    minHeight: 44,
    marginBottom: 0,
    padding: theme.spacing(0.5, 1.5),
  },
});
