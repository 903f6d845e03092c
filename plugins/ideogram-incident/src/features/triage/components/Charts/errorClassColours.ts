import { darken, lighten, type Theme } from '@material-ui/core/styles';
import type { ErrorClass } from 'backstage-plugin-ideogram-incident-common';
import { statusColours } from '../../../../theme/statusColours';

type Drawn = Exclude<ErrorClass, 'none'>;

/** How much darker than the colour of failing a class is, or lighter above 0. */
const TINTS: Record<'light' | 'dark', Record<Drawn, number>> = {
  light: {
    authentication: -0.75,
    billing: -0.35,
    'rate-limited': 0.3,
    'vendor-fault': 0,
    network: 0.55,
    unclassified: 0.78,
  },
  // Not too dark, for the paper is dark, too.
  dark: {
    authentication: -0.5,
    billing: -0.2,
    'rate-limited': 0.3,
    'vendor-fault': 0,
    network: 0.55,
    unclassified: 0.8,
  },
};

/** One colour per error class, whatever else is in the chart. */
export function errorClassColour(theme: Theme, errorClass: ErrorClass): string {
  const { shape } = statusColours(theme).failing;
  const tint =
    errorClass === 'none' ? 0 : TINTS[theme.palette.type][errorClass];
  return tint < 0 ? darken(shape, -tint) : lighten(shape, tint);
}
