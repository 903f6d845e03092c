import { makeStyles } from '@material-ui/core/styles';
import CheckCircleOutline from '@material-ui/icons/CheckCircleOutline';
import Block from '@material-ui/icons/Block';
import {
  nonBreaking,
  type Action,
} from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { visuallyHidden } from '../../../../theme/styles';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      list: {
        listStyle: 'none',
        margin: 0,
        padding: 0,
        '& li': {
          display: 'grid',
          gridTemplateColumns: '24px minmax(0, 1fr)',
          gap: theme.spacing(0, 1),
          padding: '3px 0',
          overflowWrap: 'anywhere',
        },
        '& svg': { fontSize: 20 },
      },
      ok: { color: colours.ok.text },
      refused: { color: colours.failing.text },
      reason: { fontWeight: 700 },
      heard: visuallyHidden,
    };
  },
  { name: 'IdeogramIncidentActionChecks' },
);

/** What stands in the way, and what was found in order. */
export function ActionChecks({ action }: { action: Action }) {
  const classes = useStyles();
  const t = useTranslation();
  return (
    <ul className={classes.list}>
      {action.refusals.map(({ reason }) => (
        <li key={reason}>
          <Block className={classes.refused} aria-hidden />
          <span className={classes.reason}>
            <span className={classes.heard}>{t('dialog.checkRefused')} </span>
            {nonBreaking(reason)}
          </span>
        </li>
      ))}
      {action.checks.map(check => (
        <li key={check}>
          <CheckCircleOutline className={classes.ok} aria-hidden />
          <span>
            <span className={classes.heard}>{t('dialog.checkOk')} </span>
            {nonBreaking(check)}
          </span>
        </li>
      ))}
    </ul>
  );
}
