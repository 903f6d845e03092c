import type { Theme } from '@material-ui/core/styles';

/** The visible focus. */
export const focusRing = (theme: Theme) => ({
  outline: `3px solid ${theme.palette.primary.main}`,
  outlineOffset: 2,
});

const CONTROLS = ['a', 'button', 'summary', '[role="button"]'];

/** Of all controls within; Material UI's own is too faint, or none. */
export const focusOfControls = (theme: Theme) => ({
  [CONTROLS.map(control => `& ${control}:focus-visible`).join(', ')]:
    focusRing(theme),
});
