import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { nonBreaking } from 'backstage-plugin-ideogram-incident-common';
import { useTexts } from '../../hooks/useTexts';
import { focusRing } from '../../theme/focus';
import { PHONE } from '../../theme/layout';
import { statusColours } from '../../theme/statusColours';
import type { OutcomeSteps } from './groupSteps';
import { StepList } from './StepList';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      lead: {
        padding: theme.spacing(1.5, 2.5),
        borderTop: `1px solid ${colours.line}`,
        background: colours.sunken,
        color: colours.subtle,
      },
      group: {
        borderTop: `1px solid ${colours.line}`,
        '& > summary': {
          padding: theme.spacing(1.5, 2.5),
          cursor: 'pointer',
          '&::marker': { color: colours.action },
          '&:focus-visible': { ...focusRing(theme), outlineOffset: -3 },
          [PHONE]: { minHeight: 44 },
        },
        '&[open] > summary': { paddingBottom: 0 },
      },
      title: {
        display: 'inline',
        fontSize: 16,
        lineHeight: '24px',
        fontWeight: 700,
        overflowWrap: 'anywhere',
      },
      detail: {
        padding: theme.spacing(0.25, 2.5, 0),
        color: colours.subtle,
        overflowWrap: 'anywhere',
      },
    };
  },
  { name: 'IdeogramIncidentStepsByOutcome' },
);

/**
 * What follows from what is found by hand. The first is open; only one of them
 * will be needed.
 */
export function StepsByOutcome(props: { groups: readonly OutcomeSteps[] }) {
  const classes = useStyles();
  const t = useTexts();
  if (props.groups.length === 0) return null;
  return (
    <>
      <div className={classes.lead}>{t('guidance.thenByFinding')}</div>
      {props.groups.map(({ outcome, when, steps }, index) => (
        <details key={outcome} className={classes.group} open={index === 0}>
          <summary>
            <Typography className={classes.title} variant="h3">
              {nonBreaking(when.text)}
            </Typography>
          </summary>
          {when.detail && (
            <Typography className={classes.detail} variant="body2">
              {nonBreaking(when.detail)}
            </Typography>
          )}
          <StepList steps={steps} heading="h4" />
        </details>
      ))}
    </>
  );
}
