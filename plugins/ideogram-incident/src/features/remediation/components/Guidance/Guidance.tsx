import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { Decision, Link } from 'backstage-plugin-ideogram-incident-common';
import Skeleton from '@material-ui/lab/Skeleton';
import { ExternalLink } from '../../../../components/ExternalLink';
import { SectionTitle } from '../../../../components/SectionTitle';
import { useTranslation } from '../../../../hooks/useTranslation';
import { statusColours } from '../../../../theme/statusColours';
import { useRemediation } from '../../hooks/useRemediation';
import { groupSteps } from './groupSteps';
import { GuidanceSteps } from './GuidanceSteps';
import { neededReverts } from '../Mitigations/activeMitigations';
import { isLocked, LockedNoticeContext } from './Refusals';
import { OtherActions } from './OtherActions';
import { StepsByOutcome } from './StepsByOutcome';

export const GUIDANCE_HEADING_ID = 'ideogram-incident-now';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: { display: 'flex', flexDirection: 'column', minWidth: 0 },
      card: { flex: 1 },
      notice: {
        padding: theme.spacing(1.5, 2.5),
        borderBottom: `1px solid ${colours.line}`,
        color: colours.subtle,
      },
      none: { padding: theme.spacing(2, 2.5) },
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

/** What to do now, in order, and where to look further. */
export function Guidance(props: {
  decision: Decision;
  links: readonly Link[];
}) {
  const { decision, links } = props;
  const classes = useStyles();
  const t = useTranslation();
  const { actions } = useRemediation();
  const isBlind =
    actions.failure &&
    !actions.list &&
    decision.guidance.some(step => step.action);
  const elsewhere = neededReverts(actions.list);
  const locked = (actions.list?.actions ?? []).filter(
    one => isLocked(one) && !elsewhere.has(one.id),
  );
  const firstLocked =
    decision.guidance.find(step =>
      locked.some(({ id }) => id === step.action),
    ) ?? locked[0];
  const { inAnyCase, byOutcome } = groupSteps(decision.guidance);
  return (
    <section className={classes.root} aria-labelledby={GUIDANCE_HEADING_ID}>
      <SectionTitle id={GUIDANCE_HEADING_ID}>
        {decision.outcome === 'undetermined' && !decision.guidance[0]?.action
          ? t('tab.checkByHand')
          : t('tab.now')}
      </SectionTitle>
      <LockedNoticeContext.Provider value={firstLocked}>
        <Paper className={classes.card}>
          {decision.guidance.length === 0 ? (
            <div className={classes.none}>{t('guidance.none')}</div>
          ) : (
            <>
              {isBlind && (
                <div className={classes.notice}>{t('action.notRead')}</div>
              )}
              <GuidanceSteps steps={inAnyCase} heading="h3" />
              <StepsByOutcome groups={byOutcome} />
            </>
          )}
          <OtherActions guidance={decision.guidance} />
          {links.length > 0 && (
            <div className={classes.links}>
              <span>{t('guidance.links')}</span>
              {links.map(link => (
                <ExternalLink key={`${link.title} ${link.url}`} {...link} />
              ))}
            </div>
          )}
        </Paper>
      </LockedNoticeContext.Provider>
    </section>
  );
}

const useGuidanceSkeletonStyles = makeStyles(
  theme => ({
    card: { padding: theme.spacing(0.5, 2.5) },
    step: {
      display: 'grid',
      gridTemplateColumns: '28px minmax(0, 1fr)',
      gap: theme.spacing(0, 1.5),
      padding: theme.spacing(2, 0),
    },
  }),
  { name: 'IdeogramIncidentGuidanceSkeleton' },
);

const STEPS = 4;

/** In the guidance's place until there is a decision, in its shape. */
export function GuidanceSkeleton() {
  const classes = useGuidanceSkeletonStyles();
  const t = useTranslation();
  return (
    <section aria-hidden>
      <SectionTitle id="ideogram-incident-awaited">{t('tab.now')}</SectionTitle>
      <Paper className={classes.card}>
        {Array.from({ length: STEPS }, (_, index) => (
          <div key={index} className={classes.step}>
            <Skeleton variant="circle" width={28} height={28} />
            <div>
              <Skeleton width="50%" height={28} />
              <Skeleton width="90%" />
              <Skeleton width="70%" />
            </div>
          </div>
        ))}
      </Paper>
    </section>
  );
}
