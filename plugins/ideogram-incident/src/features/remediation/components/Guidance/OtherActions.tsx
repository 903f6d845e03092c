import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useContext } from 'react';
import {
  nonBreaking,
  type GuidanceStep,
} from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { PHONE } from '../../../../theme/styles';
import { useRemediation } from '../../hooks/useRemediation';
import { neededReverts } from '../Mitigations/activeMitigations';
import { LockedNoticeContext } from './Refusals';
import { StepAction } from './StepAction';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        borderTop: `1px solid ${colours.line}`,
        '& > summary': {
          padding: theme.spacing(1.5, 2.5),
          color: colours.action,
          cursor: 'pointer',
          [PHONE]: { minHeight: 44 },
        },
      },
      list: {
        listStyle: 'none',
        margin: 0,
        padding: theme.spacing(0, 2.5, 1),
        '& > li': { padding: theme.spacing(1, 0) },
      },
      title: {
        margin: 0,
        fontSize: 14,
        lineHeight: '20px',
        fontWeight: 700,
        overflowWrap: 'anywhere',
      },
      detail: { color: colours.subtle, overflowWrap: 'anywhere' },
    };
  },
  { name: 'IdeogramIncidentOtherActions' },
);

/** What else can be done, without the guidance asking for it. */
export function OtherActions(props: { guidance: readonly GuidanceStep[] }) {
  const { actions } = useRemediation();
  const classes = useStyles();
  const t = useTranslation();
  const toldAt = useContext(LockedNoticeContext);
  const asked = new Set(props.guidance.map(({ action }) => action));
  const elsewhere = neededReverts(actions.list);
  const others =
    actions.list?.actions.filter(
      ({ id }) => !asked.has(id) && !elsewhere.has(id),
    ) ?? [];
  if (others.length === 0) return null;
  return (
    <details className={classes.root}>
      <summary>{t('guidance.otherActions', { count: others.length })}</summary>
      <ul className={classes.list}>
        {others.map(action => (
          <li key={action.id}>
            <Typography className={classes.title} variant="h3">
              {nonBreaking(action.title)}
            </Typography>
            <Typography className={classes.detail} variant="body2">
              {nonBreaking(action.description)}
            </Typography>
            <StepAction
              action={action}
              first={false}
              tellsWhom={action === toldAt}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
