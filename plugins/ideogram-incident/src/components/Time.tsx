import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import {
  formatAge,
  nonBreaking,
} from 'backstage-plugin-ideogram-incident-common';
import { useNow } from '../hooks/useNow';
import { focusRing } from '../theme/focus';
import { isoWithOffset, localTime, utcTime } from './moment';

const useStyles = makeStyles(
  theme => ({
    root: {
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
      '&:focus-visible': focusRing(theme),
    },
  }),
  { name: 'IdeogramIncidentTime' },
);

/** What can be shown of a time that the outside world gave. */
function validDate(at: string | number): Date | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

interface TimeProps {
  /** ISO 8601, or milliseconds since the epoch. */
  at: string | number;
}

function ExactTime({ date, text }: { date: Date; text: string }) {
  const classes = useStyles();
  return (
    <Tooltip title={utcTime(date)}>
      <time
        className={classes.root}
        dateTime={isoWithOffset(date)}
        // The exact time is not for mice alone.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {text}
      </time>
    </Tooltip>
  );
}

/** A moment, `15:02` by the viewer's clock, in UTC on hover and focus. */
export function Time({ at, seconds }: TimeProps & { seconds?: boolean }) {
  const date = validDate(at);
  const text = date && localTime(date, { seconds });
  return text ? <ExactTime date={date} text={text} /> : null;
}

/** How long ago a moment is, `8 s ago`, in UTC on hover and focus. */
export function Age({ at }: TimeProps) {
  const date = validDate(at);
  const text = useNow(now =>
    date ? nonBreaking(formatAge((now - date.getTime()) / 1000)) : '',
  );
  return date ? <ExactTime date={date} text={text} /> : null;
}
