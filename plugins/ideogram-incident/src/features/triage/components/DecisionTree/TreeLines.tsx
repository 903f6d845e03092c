import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { statusColours } from '../../../../theme/statusColours';
import { useTreeWords } from './TreeBox';
import type { Line } from './treeModel';

/**
 * The middle of each box, in a drawing 100 wide and 500 high: five rows of
 * 100, where the questions span two or five of them.
 */
const MIDDLES: Record<string, number> = {
  'api-errors': 250,
  'vendor-incident': 100,
  'service-healthy': 400,
  'wait-for-ideogram': 50,
  'fix-our-integration': 150,
  undetermined: 250,
  monitor: 350,
  'fix-our-infrastructure': 450,
};

const useStyles = makeStyles(theme => ({
  drawing: { position: 'relative', height: '100%', minHeight: 400 },
  svg: { position: 'absolute', inset: 0, width: '100%', height: '100%' },
  line: {
    fill: 'none',
    stroke: statusColours(theme).control,
    strokeWidth: 1.5,
    vectorEffect: 'non-scaling-stroke',
  },
  unknown: { strokeDasharray: '2 4' },
  taken: { stroke: statusColours(theme).action, strokeWidth: 3.5 },
  possible: {
    stroke: statusColours(theme).action,
    strokeWidth: 2,
    strokeDasharray: '7 5',
  },
  stand: {
    stroke: theme.palette.text.primary,
    strokeWidth: 4,
    strokeDasharray: '8 5',
  },
  off: {},
  answer: {
    position: 'absolute',
    right: 6,
    transform: 'translateY(-50%)',
    padding: theme.spacing(0, 0.5),
    background: theme.palette.background.paper,
    color: statusColours(theme).subtle,
    fontSize: 13,
    lineHeight: '18px',
  },
  strong: { color: theme.palette.text.primary, fontWeight: 700 },
}));

/** The lines between two columns of boxes; what they say stands in the boxes' list too. */
export function TreeLines(props: { lines: Line[] }) {
  const classes = useStyles();
  const words = useTreeWords();
  // What was taken lies above what was not.
  const ordered = [...props.lines].sort(
    (a, b) => Number(a.standing !== 'off') - Number(b.standing !== 'off'),
  );
  const labels = new Map(ordered.map(line => [line.to, line]));
  return (
    <div className={classes.drawing} aria-hidden>
      <svg
        className={classes.svg}
        viewBox="0 0 100 500"
        preserveAspectRatio="none"
      >
        {ordered.map(({ from, to, answer, standing }) => (
          <path
            key={`${from} ${to}`}
            className={clsx(
              classes.line,
              answer === 'unknown' && classes.unknown,
              classes[standing],
            )}
            d={`M0 ${MIDDLES[from]}C50 ${MIDDLES[from]} 40 ${MIDDLES[to]} 100 ${MIDDLES[to]}`}
          />
        ))}
      </svg>
      {[...labels.values()].map(({ to, answer, standing }) => (
        <span
          key={to}
          className={clsx(classes.answer, standing !== 'off' && classes.strong)}
          style={{ top: `${MIDDLES[to] / 5}%` }}
        >
          {words.answer(answer)}
          {standing === 'possible' && '?'}
        </span>
      ))}
    </div>
  );
}
