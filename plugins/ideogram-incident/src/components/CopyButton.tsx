import { useEffect, useState } from 'react';
import Button, { type ButtonProps } from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import FileCopyOutlined from '@material-ui/icons/FileCopyOutlined';
import { useTranslation } from '../hooks/useTranslation';
import { visuallyHidden } from '../theme/styles';

/**
 * Copies a text; false where the browser refuses, as on a page without TLS
 * that has no older way either.
 */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.append(area);
  area.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}

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
