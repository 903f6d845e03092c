import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { nonBreaking } from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { PHONE } from '../../../../theme/styles';
import type { OutcomeSteps } from './groupSteps';
import { GuidanceSteps } from './GuidanceSteps';

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
          display: 'grid',
          gridTemplateColumns: '28px minmax(0, 1fr)',
          gap: theme.spacing(0, 1.5),
          padding: theme.spacing(1.5, 2.5),
          listStyle: 'none',
          cursor: 'pointer',
          '&::-webkit-details-marker': { display: 'none' },
          // Below the numbers of the steps.
          '&::before': {
            content: '""',
            justifySelf: 'center',
            width: 8,
            height: 8,
            marginTop: 7,
            borderRight: `2px solid ${colours.action}`,
            borderBottom: `2px solid ${colours.action}`,
            transform: 'rotate(-45deg)',
          },
          [PHONE]: { minHeight: 44 },
        },
        '&[open] > summary': { paddingBottom: 0 },
        '&[open] > summary::before': {
          marginTop: 5,
          transform: 'rotate(45deg)',
        },
      },
      title: {
        margin: 0,
        fontSize: 16,
        lineHeight: '24px',
        fontWeight: 700,
        overflowWrap: 'anywhere',
      },
      detail: {
        padding: theme.spacing(0.25, 2.5, 0),
        paddingLeft: 28 + theme.spacing(4),
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
  const t = useTranslation();
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
          <GuidanceSteps steps={steps} heading="h4" />
        </details>
      ))}
    </>
  );
}
