import { useEffect, useState } from 'react';
import Button, { type ButtonProps } from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import FileCopyOutlined from '@material-ui/icons/FileCopyOutlined';
import { useTranslation } from '../hooks/useTranslation';
import { visuallyHidden } from '../theme/visuallyHidden';
import { copyText } from './copyText';

const useStyles = makeStyles(
  { heard: visuallyHidden },
  { name: 'IdeogramIncidentCopyButton' },
);

const SHOW_RESULT_MS = 3_000;

/** Copies a text, and says whether it could. */
export function CopyButton(
  props: Omit<ButtonProps, 'onClick' | 'startIcon'> & {
    text: string;
    /** The word for copying; by default "Copy". */
    word?: string;
  },
) {
  const { text, word, ...button } = props;
  const classes = useStyles();
  const t = useTranslation();
  const [result, setResult] = useState<'copied' | 'failed'>();

  useEffect(() => {
    if (!result) return undefined;
    const timer = setTimeout(() => setResult(undefined), SHOW_RESULT_MS);
    return () => clearTimeout(timer);
  }, [result]);

  const copy = async () =>
    setResult((await copyText(text)) ? 'copied' : 'failed');

  return (
    <>
      <Button
        color="primary"
        {...button}
        startIcon={<FileCopyOutlined />}
        onClick={copy}
      >
        {result ? t(`copy.${result}`) : word ?? t('copy.copy')}
      </Button>
      <span className={classes.heard} aria-live="polite">
        {result && t(`copy.${result}`)}
      </span>
    </>
  );
}
