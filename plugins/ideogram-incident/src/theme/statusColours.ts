import { alpha, darken, lighten, type Theme } from '@material-ui/core/styles';
import type { BackstageTheme } from '@backstage/theme';
import type { ReadingStatus } from 'backstage-plugin-ideogram-incident-common';

/** The colour of a shape, and one that can be read as text on paper. */
interface StatusColour {
  shape: string;
  text: string;
}

/** All colours of the plugin, computed from the portal's theme. */
export interface StatusColours extends Record<ReadingStatus, StatusColour> {
  /** Of an operation; never of a reading. */
  running: StatusColour;
  /** Behind text of the status's colour. */
  wash: Record<'ok' | 'degraded' | 'failing', string>;
  subtle: string;
  line: string;
  /** The outline of a control: 3:1 on paper. */
  control: string;
  /** Code, tracks of bars. */
  sunken: string;
  action: string;
  actionInk: string;
  link: string;
  p1: { plate: string; ink: string };
  p2: { plate: string; ink: string };
  /** A background image of stripes. */
  hatch: string;
}

const PLATE_INK = '#FFFFFF';
const PLATE_INK_DARK = '#1B1B1B';

/**
 * The stock status colours are too pale for text, so text is darkened on a
 * light theme and lightened on a dark one. Everything comes from the theme, so
 * that a company's own theme works.
 */
export function statusColours(theme: Theme): StatusColours {
  // Backstage's themes carry more than Material UI's type knows.
  const palette = theme.palette as BackstageTheme['palette'];
  const { ok, warning, error, aborted, running } = palette.status;
  const dark = theme.palette.type === 'dark';
  const stripe = alpha(aborted, dark ? 0.24 : 0.17);
  return {
    ok: { shape: ok, text: dark ? lighten(ok, 0.3) : darken(ok, 0.4) },
    degraded: { shape: warning, text: dark ? warning : darken(warning, 0.4) },
    failing: {
      shape: error,
      text: dark ? lighten(error, 0.6) : darken(error, 0.2),
    },
    unknown: {
      shape: aborted,
      text: dark ? lighten(aborted, 0.5) : darken(aborted, 0.3),
    },
    running: { shape: running, text: dark ? lighten(running, 0.6) : running },
    wash: {
      ok: alpha(ok, 0.12),
      degraded: alpha(warning, dark ? 0.12 : 0.08),
      failing: alpha(error, dark ? 0.2 : 0.08),
    },
    subtle: palette.textSubtle,
    line: theme.palette.divider,
    control: theme.palette.grey[dark ? 400 : 600],
    sunken: dark
      ? darken(theme.palette.background.paper, 0.16)
      : darken(theme.palette.background.paper, 0.045),
    action: theme.palette.primary.main,
    actionInk: theme.palette.getContrastText(theme.palette.primary.main),
    link: palette.link,
    p1: { plate: darken(error, 0.2), ink: PLATE_INK },
    p2: { plate: warning, ink: PLATE_INK_DARK },
    hatch: `repeating-linear-gradient(135deg, ${stripe} 0 7px, transparent 7px 14px)`,
  };
}
