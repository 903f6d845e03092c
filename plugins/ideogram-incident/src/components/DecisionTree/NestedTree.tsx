import { makeStyles } from '@material-ui/core/styles';
import { OutcomeOf, Question } from './boxes';
import type { TreeModel } from './treeModel';
import { statusColours } from '../../theme/statusColours';

const useStyles = makeStyles(theme => ({
  list: {
    margin: 0,
    padding: 0,
    listStyle: 'none',
    '& & ': { paddingLeft: theme.spacing(2) },
    '& > li': { marginTop: theme.spacing(1) },
  },
  answer: {
    display: 'block',
    marginBottom: theme.spacing(0.5),
    fontSize: 13,
    color: statusColours(theme).subtle,
  },
  strong: { fontWeight: 700, color: theme.palette.text.primary },
}));

const SECOND = [
  ['yes', 'vendor-incident', 'wait-for-ideogram', 'fix-our-integration'],
  ['no', 'service-healthy', 'monitor', 'fix-our-infrastructure'],
] as const;

/** The runbook's own form of the tree, for a narrow window. */
export function NestedTree({ model }: { model: TreeModel }) {
  const classes = useStyles();
  const { questions, outcomes, lines } = model;
  const answer = (from: string, to: string, word: string) => {
    const standing = lines.find(
      line => line.from === from && line.to === to,
    )?.standing;
    return (
      <span
        className={
          standing === 'off'
            ? classes.answer
            : `${classes.answer} ${classes.strong}`
        }
      >
        {word}
        {standing === 'possible' && '?'}
      </span>
    );
  };
  return (
    <ol className={classes.list} aria-label={model.path}>
      <li>
        <Question box={questions['api-errors']} />
        <ol className={classes.list}>
          {SECOND.map(([word, question, yes, no]) => (
            <li key={question}>
              {answer('api-errors', question, word === 'yes' ? 'Yes' : 'No')}
              <Question box={questions[question]} />
              <ol className={classes.list}>
                <li>
                  {answer(question, yes, 'Yes')}
                  <OutcomeOf box={outcomes[yes]} />
                </li>
                <li>
                  {answer(question, no, 'No')}
                  <OutcomeOf box={outcomes[no]} />
                </li>
              </ol>
            </li>
          ))}
          <li>
            {answer('api-errors', 'undetermined', 'Unknown')}
            <OutcomeOf box={outcomes.undetermined} />
          </li>
        </ol>
      </li>
    </ol>
  );
}
