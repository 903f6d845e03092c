import { makeStyles } from '@material-ui/core/styles';
import CheckCircleOutline from '@material-ui/icons/CheckCircleOutline';
import HelpOutline from '@material-ui/icons/HelpOutline';
import Report from '@material-ui/icons/Report';
import ReportProblemOutlined from '@material-ui/icons/ReportProblemOutlined';
import clsx from 'clsx';
import type { ReadingStatus } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../hooks/useTranslation';
import { statusColours } from '../../../theme/statusColours';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        display: 'inline-flex',
        alignItems: 'center',
        gap: 6,
        fontWeight: 700,
        whiteSpace: 'nowrap',
      },
      icon: { fontSize: 18 },
      ok: { color: colours.ok.text },
      degraded: { color: colours.degraded.text },
      failing: { color: colours.failing.text },
      unknown: { color: colours.unknown.text },
    };
  },
  { name: 'IdeogramIncidentStatusMark' },
);

/** Each a shape of its own, so that the page reads without colour. */
const ICONS = {
  ok: CheckCircleOutline,
  degraded: ReportProblemOutlined,
  failing: Report,
  unknown: HelpOutline,
};

/**
 * A status as icon and word. Another word may stand for it where the status is
 * plain from the icon, such as the name of a probe that has answered.
 */
export function StatusMark(props: { status: ReadingStatus; word?: string }) {
  const { status, word } = props;
  const classes = useStyles();
  const t = useTranslation();
  const Icon = ICONS[status];
  return (
    <span className={clsx(classes.root, classes[status])}>
      <Icon className={classes.icon} aria-hidden />
      {word ?? t(`status.${status}`)}
    </span>
  );
}
