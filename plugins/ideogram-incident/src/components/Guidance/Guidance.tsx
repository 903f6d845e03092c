import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import {
  nonBreaking,
  type Decision,
  type GuidanceStep,
  type Link,
} from 'backstage-plugin-ideogram-incident-common';
import { useTexts } from '../../hooks/useTexts';
import { statusColours } from '../../theme/statusColours';
import { Command } from '../Command';
import { ExternalLink } from '../ExternalLink';
import { SectionTitle } from '../SectionTitle';

export const GUIDANCE_HEADING_ID = 'ideogram-incident-now';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: { display: 'flex', flexDirection: 'column', minWidth: 0 },
      card: { flex: 1 },
      steps: { listStyle: 'none', margin: 0, padding: 0 },
      step: {
        display: 'grid',
        gridTemplateColumns: '28px minmax(0, 1fr)',
        gap: theme.spacing(0, 1.5),
        padding: theme.spacing(2, 2.5),
        '& + &': { borderTop: `1px solid ${colours.line}` },
      },
      number: {
        display: 'grid',
        placeItems: 'center',
        width: 28,
        height: 28,
        borderRadius: '50%',
        border: `1px solid ${colours.control}`,
        fontWeight: 700,
      },
      first: {
        background: colours.action,
        borderColor: colours.action,
        color: colours.actionInk,
      },
      text: {
        margin: 0,
        paddingTop: 2,
        fontSize: 16,
        lineHeight: '24px',
        fontWeight: 700,
        overflowWrap: 'anywhere',
      },
      detail: {
        marginTop: 2,
        color: colours.subtle,
        overflowWrap: 'anywhere',
      },
      link: { marginTop: theme.spacing(1) },
      links: {
        display: 'flex',
        flexWrap: 'wrap',
        gap: theme.spacing(0.5, 2.5),
        padding: theme.spacing(1.5, 2.5),
        borderTop: `1px solid ${colours.line}`,
        color: colours.subtle,
      },
    };
  },
  { name: 'IdeogramIncidentGuidance' },
);

function Step({ step, number }: { step: GuidanceStep; number: number }) {
  const classes = useStyles();
  const t = useTexts();
  return (
    <li className={classes.step}>
      {/* The list counts for a screen reader. */}
      <span
        className={clsx(classes.number, number === 1 && classes.first)}
        aria-hidden
      >
        {number}
      </span>
      <div>
        <Typography className={classes.text} variant="h3">
          {nonBreaking(step.text)}
        </Typography>
        {step.detail && (
          <Typography className={classes.detail} variant="body2">
            {nonBreaking(step.detail)}
          </Typography>
        )}
        {step.command && (
          <Command
            text={step.command}
            label={t('guidance.copyCommand', { step: String(number) })}
          />
        )}
        {step.link && (
          <div className={classes.link}>
            <ExternalLink {...step.link} />
          </div>
        )}
      </div>
    </li>
  );
}

/** What to do now, in order, and where to look further. */
export function Guidance(props: {
  decision: Decision;
  links: readonly Link[];
}) {
  const { decision, links } = props;
  const classes = useStyles();
  const t = useTexts();
  return (
    <section className={classes.root} aria-labelledby={GUIDANCE_HEADING_ID}>
      <SectionTitle id={GUIDANCE_HEADING_ID}>
        {decision.outcome === 'undetermined'
          ? t('tab.checkByHand')
          : t('tab.now')}
      </SectionTitle>
      <Paper className={classes.card}>
        {decision.guidance.length === 0 ? (
          <div className={classes.step}>{t('guidance.none')}</div>
        ) : (
          <ol className={classes.steps}>
            {decision.guidance.map((step, index) => (
              <Step
                // Steps have no identity; an equal step keeps its place.
                key={`${index} ${step.text}`}
                step={step}
                number={index + 1}
              />
            ))}
          </ol>
        )}
        {links.length > 0 && (
          <div className={classes.links}>
            <span>{t('guidance.links')}</span>
            {links.map(link => (
              <ExternalLink key={`${link.title} ${link.url}`} {...link} />
            ))}
          </div>
        )}
      </Paper>
    </section>
  );
}
