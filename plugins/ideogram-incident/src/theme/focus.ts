import type { Theme } from '@material-ui/core/styles';

/** The visible focus of everything that is not a Material UI control. */
export const focusRing = (theme: Theme) => ({
  outline: `3px solid ${theme.palette.primary.main}`,
  outlineOffset: 2,
});
