import { makeStyles } from '@material-ui/core/styles';
import type {
  Answer,
  Decision,
} from 'backstage-plugin-ideogram-incident-common';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { statusColours } from '../../../../theme/statusColours';
import { TWO_COLUMNS } from '../../../../theme/styles';
import { OutcomeOf, Question, useTreeWords } from './TreeBox';
import { type TreeModel, treeModel } from './treeModel';
import { WideTree } from './WideTree';

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
function NestedTree(props: { model: TreeModel; path: string }) {
  const { model, path } = props;
  const classes = useStyles();
  const { questions, outcomes, lines } = model;
  const words = useTreeWords();
  const answerTo = (from: string, to: string, answer: Answer) => {
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
        {words.answer(answer)}
        {standing === 'possible' && '?'}
      </span>
    );
  };
  return (
    <ol className={classes.list} aria-label={path}>
      <li>
        <Question box={questions['api-errors']} />
        <ol className={classes.list}>
          {SECOND.map(([answer, question, yes, no]) => (
            <li key={question}>
              {answerTo('api-errors', question, answer)}
              <Question box={questions[question]} />
              <ol className={classes.list}>
                <li>
                  {answerTo(question, yes, 'yes')}
                  <OutcomeOf box={outcomes[yes]} />
                </li>
                <li>
                  {answerTo(question, no, 'no')}
                  <OutcomeOf box={outcomes[no]} />
                </li>
              </ol>
            </li>
          ))}
          <li>
            {answerTo('api-errors', 'undetermined', 'unknown')}
            <OutcomeOf box={outcomes.undetermined} />
          </li>
        </ol>
      </li>
    </ol>
  );
}

/** The decision tree with the path that was taken, and why. */
export function DecisionTree({ decision }: { decision: Decision }) {
  const path = useTreeWords().path(decision);
  const Tree = useMediaQuery(TWO_COLUMNS, { noSsr: true })
    ? WideTree
    : NestedTree;
  return <Tree model={treeModel(decision)} path={path} />;
}
