import { useEffect, useState } from 'react';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import FileCopyOutlined from '@material-ui/icons/FileCopyOutlined';
import { useTexts } from '../../hooks/useTexts';
import { statusColours } from '../../theme/statusColours';
import { PHONE } from '../../theme/layout';
import { MONOSPACE } from '../../theme/monospace';
import { visuallyHidden } from '../../theme/visuallyHidden';
import { copyText } from './copyText';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        position: 'relative',
        marginTop: theme.spacing(1),
        padding: theme.spacing(1, 1, 1, 1.5),
        borderRadius: theme.shape.borderRadius,
        border: `1px solid ${colours.line}`,
        background: colours.sunken,
        '&::after': { content: '""', display: 'block', clear: 'both' },
      },
      text: {
        margin: 0,
        padding: '6px 0',
        fontFamily: MONOSPACE,
        fontSize: 13,
        lineHeight: '20px',
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
      },
      heard: visuallyHidden,
      // Only the first lines give way to it.
      button: {
        float: 'right',
        marginLeft: theme.spacing(1),
        [PHONE]: { minHeight: 44 },
      },
    };
  },
  { name: 'IdeogramIncidentCommand' },
);

const SHOW_RESULT_MS = 3_000;

/** Text to be pasted elsewhere; `label` names what the button copies. */
export function Command(props: { text: string; label: string }) {
  const { text, label } = props;
  const classes = useStyles();
  const t = useTexts();
  const [result, setResult] = useState<'copied' | 'failed'>();

  useEffect(() => {
    if (!result) return undefined;
    const timer = setTimeout(() => setResult(undefined), SHOW_RESULT_MS);
    return () => clearTimeout(timer);
  }, [result]);

  const copy = async () =>
    setResult((await copyText(text)) ? 'copied' : 'failed');

  return (
    <div className={classes.root}>
      <Button
        className={classes.button}
        size="small"
        color="primary"
        aria-label={label}
        startIcon={<FileCopyOutlined />}
        onClick={copy}
      >
        {t(`copy.${result ?? 'copy'}`)}
      </Button>
      <pre className={classes.text}>{text}</pre>
      <span className={classes.heard} aria-live="polite">
        {result && t(`copy.${result}`)}
      </span>
    </div>
  );
}
