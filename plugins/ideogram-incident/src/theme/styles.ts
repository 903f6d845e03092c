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

/** The opposite of `ONE_COLUMN`, for `useMediaQuery`. */
export const TWO_COLUMNS = '(min-width: 1180px)';
/** One column: about 900 px of content beside the portal's sidebar. */
export const ONE_COLUMN = '@media (max-width: 1179.95px)';
/** For `useMediaQuery`: beside the portal's sidebar there is no room for a wide table. */
export const NARROW = '(max-width: 859.95px)';
/** The portal's sidebar is a bar at the bottom; fingers need 44 px. */
export const PHONE = '@media (max-width: 600px)';
/** The same, for `useMediaQuery`. */
export const ON_PHONE = '(max-width: 600px)';
/** Backgrounds and shadows are gone then, borders and text stay. */
export const FORCED_COLOURS = '@media (forced-colors: active)';
/** Without background and shadow, cards and buttons would be plain text. */
export const forcedColours = {
  [FORCED_COLOURS]: {
    '& .MuiPaper-root': { border: '1px solid CanvasText' },
    '& .MuiButton-root': { border: '1px solid ButtonText' },
    // The first thing to do.
    '& .MuiButton-contained': { border: '3px solid ButtonText' },
  },
};
/** Of the theme, not of the page: what is ours has one font. */
export const ownText = (theme: Theme) => ({
  fontFamily: theme.typography.fontFamily,
  fontSize: 14,
  lineHeight: '20px',
  color: theme.palette.text.primary,
  ...focusOfControls(theme),
  ...forcedColours,
});

export const REDUCED_MOTION = '@media (prefers-reduced-motion: reduce)';

/** The themes of Backstage name no font for code. */
export const MONOSPACE = 'Menlo, Consolas, "Liberation Mono", monospace';

/** Heard, not seen. */
export const visuallyHidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  padding: 0,
  overflow: 'hidden',
  clip: 'rect(0 0 0 0)',
  whiteSpace: 'nowrap',
  border: 0,
} as const;
