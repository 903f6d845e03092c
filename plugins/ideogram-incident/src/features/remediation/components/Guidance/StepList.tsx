import { makeStyles } from '@material-ui/core/styles';
import type { NumberedStep } from './groupSteps';
import { Step } from './GuidanceStep';

const useStyles = makeStyles(
  { root: { listStyle: 'none', margin: 0, padding: 0 } },
  { name: 'IdeogramIncidentGuidanceSteps' },
);

/** Steps in their order. */
export function GuidanceSteps(props: {
  steps: readonly NumberedStep[];
  /** The level of their headings. */
  heading: 'h3' | 'h4';
}) {
  const { steps, heading } = props;
  const classes = useStyles();
  return (
    <ol className={classes.root} start={steps[0]?.number}>
      {steps.map(({ step, number }) => (
        <Step
          // Steps have no identity; an equal step keeps its place.
          key={`${number} ${step.text}`}
          step={step}
          number={number}
          heading={heading}
        />
      ))}
    </ol>
  );
}
