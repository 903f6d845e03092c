import { makeStyles } from '@material-ui/core/styles';
import { statusColours } from '../../../../theme/statusColours';
import { OutcomeOf, Question } from './TreeBox';
import { TreeLines } from './TreeLines';
import type { TreeModel } from './treeModel';

const useStyles = makeStyles(theme => ({
  // Rows of one height and no gap between them, so that the lines, which are
  // drawn in shares of the whole height, meet the middle of each box.
  tree: {
    display: 'grid',
    gridTemplateColumns:
      'minmax(0, 24fr) minmax(56px, 9fr) minmax(0, 24fr) minmax(88px, 12fr) minmax(0, 28fr)',
    gridTemplateRows: 'repeat(5, 1fr)',
    margin: 0,
    padding: 0,
    listStyle: 'none',
    '& > li': {
      display: 'flex',
      alignItems: 'center',
      padding: theme.spacing(0.75, 0),
    },
  },
  lines: { padding: '0 !important', '& > div': { width: '100%' } },
  through: { alignItems: 'stretch !important', padding: '0 !important' },
}));

/** Three columns of boxes with lines between them. */
export function WideTree(props: { model: TreeModel; path: string }) {
  const { model, path } = props;
  const classes = useStyles();
  const { questions, outcomes, lines } = model;
  const first = lines.filter(line => line.from === 'api-errors');
  const second = lines.filter(line => line.from !== 'api-errors');
  const direct = first.find(line => line.to === 'undetermined')!;
  return (
    <ol className={classes.tree} aria-label={path}>
      <li style={{ gridColumn: 1, gridRow: '1 / 6' }}>
        <Question box={questions['api-errors']} />
      </li>
      <li
        className={classes.lines}
        style={{ gridColumn: 2, gridRow: '1 / 6' }}
        aria-hidden
      >
        <TreeLines lines={first.filter(line => line !== direct)} />
      </li>
      <li style={{ gridColumn: 3, gridRow: '1 / 3' }}>
        <Question box={questions['vendor-incident']} />
      </li>
      <li style={{ gridColumn: 3, gridRow: '4 / 6' }}>
        <Question box={questions['service-healthy']} />
      </li>
      <li
        className={classes.through}
        style={{ gridColumn: '2 / 4', gridRow: 3 }}
        aria-hidden
      >
        <ThroughLine standing={direct.standing} />
      </li>
      <li
        className={classes.lines}
        style={{ gridColumn: 4, gridRow: '1 / 6' }}
        aria-hidden
      >
        <TreeLines lines={[...second, { ...direct, from: 'api-errors' }]} />
      </li>
      {(
        [
          'wait-for-ideogram',
          'fix-our-integration',
          'undetermined',
          'monitor',
          'fix-our-infrastructure',
        ] as const
      ).map((outcome, index) => (
        <li key={outcome} style={{ gridColumn: 5, gridRow: index + 1 }}>
          <OutcomeOf box={outcomes[outcome]} />
        </li>
      ))}
    </ol>
  );
}

const useThroughStyles = makeStyles(theme => ({
  line: {
    alignSelf: 'center',
    width: '100%',
    height: 1.5,
    background: `repeating-linear-gradient(90deg, ${
      statusColours(theme).control
    } 0 2px, transparent 2px 6px)`,
  },
  stand: {
    height: 0,
    borderTop: `4px dashed ${theme.palette.text.primary}`,
  },
}));

/** The line of an unknown first answer, between the two second questions. */
function ThroughLine({ standing }: { standing: string }) {
  const classes = useThroughStyles();
  return (
    <div
      className={
        standing === 'stand' ? `${classes.line} ${classes.stand}` : classes.line
      }
    />
  );
}
