import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { ActionButton } from '../../../../components/ActionButton';
import { DialogFooter } from '../../../../components/DialogParts';
import { useId } from '../../../../hooks/useId';
import { useTranslation } from '../../../../hooks/useTranslation';

const useStyles = makeStyles(
  theme => ({
    why: { fontWeight: 700, color: theme.palette.text.primary },
  }),
  { name: 'IdeogramIncidentActionFormFooter' },
);

/** Who acts, and the button that does what the title says. */
export function ActionFormFooter(props: {
  actsAs?: string;
  /** Why it can't be pressed. */
  why?: string;
  sending: boolean;
  label: string;
  onRun(): void;
  children: ReactNode;
}) {
  const { actsAs, why, sending, label, onRun } = props;
  const classes = useStyles();
  const t = useTranslation();
  const whyId = useId('why');
  return (
    <DialogFooter
      why={
        <>
          <div>{actsAs}</div>
          <div id={whyId} className={classes.why}>
            {sending ? t('dialog.sending') : why}
          </div>
        </>
      }
    >
      {props.children}
      <ActionButton
        variant="contained"
        why={sending || why ? whyId : undefined}
        onClick={onRun}
      >
        {label}
      </ActionButton>
    </DialogFooter>
  );
}
