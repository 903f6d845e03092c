import { makeStyles } from '@material-ui/core/styles';
import { nonBreaking } from 'backstage-plugin-ideogram-incident-common';

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: 0,
      paddingLeft: theme.spacing(3),
      '& li': { padding: '3px 0 3px 8px', overflowWrap: 'anywhere' },
      '& li::marker': { fontWeight: 700 },
    },
  }),
  { name: 'IdeogramIncidentActionPlan' },
);

/** What will happen, in order. */
export function ActionPlan({ plan }: { plan: readonly string[] }) {
  return (
    <ol className={useStyles().list}>
      {plan.map(sentence => (
        <li key={sentence}>{nonBreaking(sentence)}</li>
      ))}
    </ol>
  );
}
