import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import {
  formatAge,
  nonBreaking,
} from 'backstage-plugin-ideogram-incident-common';
import { useNow } from '../hooks/useNow';
import { focusRing } from '../theme/styles';

const HOUR_MINUTE: Intl.DateTimeFormatOptions = {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};
const HOUR_MINUTE_SECOND: Intl.DateTimeFormatOptions = {
  ...HOUR_MINUTE,
  second: '2-digit',
};

const HALF_A_DAY_MS = 12 * 3_600_000;

function format(at: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', options).format(at);
}

/**
 * A moment in the viewer's zone, 24 h: `15:02`, with seconds `15:02:11`; with
 * the day, `22 Nov 15:02`, where it is another one than that of `now` and not
 * within half a day to come.
 */
export function localTime(
  at: Date,
  options: { now?: Date; seconds?: boolean } = {},
): string {
  const { now = new Date(), seconds = false } = options;
  const time = format(at, seconds ? HOUR_MINUTE_SECOND : HOUR_MINUTE);
  // A clock that ends after midnight leaves no doubt either.
  const aheadMs = at.getTime() - now.getTime();
  const isSoon = aheadMs > 0 && aheadMs < HALF_A_DAY_MS;
  if (isSoon || at.toDateString() === now.toDateString()) return time;
  return `${format(at, { day: 'numeric', month: 'short' })} ${time}`;
}

/** The exact moment in UTC: `2026-11-23 14:02:11 UTC`. */
export function utcTime(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A moment as ISO 8601 in the viewer's zone, with its offset. */
export function isoWithOffset(at: Date): string {
  const offset = -at.getTimezoneOffset();
  const local = new Date(at.getTime() + offset * 60_000).toISOString();
  const two = (value: number) => String(value).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  const hours = two(Math.floor(Math.abs(offset) / 60));
  const minutes = two(Math.abs(offset) % 60);
  return `${local.slice(0, 19)}${sign}${hours}:${minutes}`;
}

/** The viewer's zone: `CET (UTC+1)`, `GMT+5:30` or `UTC`. */
export function zoneName(at: Date = new Date()): string {
  const zone = (timeZoneName: 'short' | 'shortOffset') =>
    new Intl.DateTimeFormat('en-GB', { timeZoneName })
      .formatToParts(at)
      .find(part => part.type === 'timeZoneName')?.value ?? 'UTC';
  const short = zone('short');
  const offset = zone('shortOffset').replace('GMT', 'UTC');
  return short === offset || short.startsWith('GMT') || short === 'UTC'
    ? offset
    : `${short} (${offset})`;
}

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

function ExactTime(props: { date: Date; text: string; focusable: boolean }) {
  const { date, text, focusable } = props;
  const classes = useStyles();
  return (
    <Tooltip title={utcTime(date)}>
      <time
        className={classes.root}
        dateTime={isoWithOffset(date)}
        // The exact time is not for mice alone.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={focusable ? 0 : undefined}
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
  return text ? <ExactTime date={date} text={text} focusable /> : null;
}

/**
 * How long ago a moment is, `8 s ago`, in UTC on hover. There are too many of
 * them to stop at each with the keyboard.
 */
export function Age({ at }: TimeProps) {
  const date = validDate(at);
  const text = useNow(now =>
    date ? nonBreaking(formatAge((now - date.getTime()) / 1000)) : '',
  );
  return date ? <ExactTime date={date} text={text} focusable={false} /> : null;
}
