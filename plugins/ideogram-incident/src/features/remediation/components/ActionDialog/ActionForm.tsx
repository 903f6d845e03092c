import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import DialogContent from '@material-ui/core/DialogContent';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Action,
  Operation,
  Problem,
} from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentApiRef } from '../../../../api';
import {
  DialogHeader,
  DialogSection,
} from '../../../../components/DialogParts';
import { TextBox } from '../../../../components/TextBox';
import { useFocusFirstField } from '../../../../hooks/useFocusFirstField';
import { useTranslation } from '../../../../hooks/useTranslation';
import { useActionLabel } from '../../hooks/useActions';
import { useRemediation } from '../../hooks/useRemediation';
import { ActionChecks } from '../ActionDetails/ActionChecks';
import { ActionPlan } from '../ActionDetails/ActionPlan';
import { ActionWarnings } from '../ActionDetails/ActionWarnings';
import {
  furtherWarnings,
  withoutNumbers,
} from '../ActionDetails/furtherWarnings';
import {
  ActionFailureNotice,
  ActionFormFooter,
  ParameterRefused,
} from './ActionFormFooter';
import { fieldsOf, initialValues, type Values } from './fields';
import { ParameterFields } from './ParameterFields';
import { Preview, useDryRun } from './Preview';
import { useRunAction, type IdempotencyKeys } from './useRunAction';
import { validateFields } from './validateFields';

const REASON_LENGTH = 1_000;

const useStyles = makeStyles(
  theme => ({ content: { padding: theme.spacing(0.5, 0, 3) } }),
  { name: 'IdeogramIncidentActionForm' },
);

/** What was entered, and what was said to it. */
export interface ActionDraft {
  values: Values;
  reason: string;
  /** The parameter that made an operation fail. */
  refused?: { parameter: string; problem: Problem };
}

/** What will happen, what is needed for it, and what it would change. */
export function ActionForm(props: {
  action: Action;
  at?: 'preview';
  titleId: string;
  keys: IdempotencyKeys;
  /** What stands there from the beginning. */
  draft?: ActionDraft;
  onStarted(operation: Operation, entered: ActionDraft): void;
  /** Looks at an operation that stands in the way. */
  onOpenOther(operation: string, entered: ActionDraft): void;
  onClose(): void;
}) {
  const { action, at, titleId, keys, draft, onStarted, onClose } = props;
  const { entityRef, target, actions, operations } = useRemediation();
  const api = useApi(ideogramIncidentApiRef);
  const classes = useStyles();
  const t = useTranslation();

  const content = useFocusFirstField<HTMLDivElement>();

  const { fields, unsupported } = fieldsOf(action.parameters);
  const [values, setValues] = useState(
    () => draft?.values ?? initialValues(fields),
  );
  const [reason, setReason] = useState(draft?.reason ?? '');
  const [refused, setRefused] = useState(draft?.refused);
  const [known, setKnown] = useState<string>();
  const { parameters, missing, errors } = validateFields(fields, values);
  const body = {
    target: target.name,
    parameters,
    reason: reason.trim() || undefined,
  };
  const call = { entityRef, params: { action: action.id }, body };

  const { preview, run, forget } = useDryRun(async () => {
    const dryRun = await api.call('runAction', {
      ...call,
      body: { ...body, dryRun: true },
    });
    // What is known without it is renewed by itself, and may be over.
    const warnings = furtherWarnings(dryRun.warnings, action.warnings);
    return { ...dryRun, warnings };
  });
  const attempt = useRunAction({
    what: `${target.name} ${action.id}`,
    keys,
    send: idempotencyKey => api.start('runAction', { ...call, idempotencyKey }),
    // Something else may be true than when it was opened.
    onFailed: () => {
      actions.refresh();
      operations.refresh();
    },
    onStarted: operation => onStarted(operation, { values, reason }),
  });

  const hasPreview = action.allowed && !action.readOnly;
  const isComplete = missing.length === 0 && unsupported.length === 0;
  const previewsItself =
    hasPreview && isComplete && fields.every(field => !field.required);
  useEffect(() => {
    if (previewsItself) run();
    // What is typed later is previewed when it is asked for.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [previewsItself]);

  const isLost = attempt.failure?.kind === 'lost';
  // The same request has to be sent again: its key stands for what it says.
  const readOnly = attempt.sending || isLost;
  const previewed = preview.state === 'shown' ? preview.dryRun.warnings : [];
  const warnings = [
    ...action.warnings,
    ...furtherWarnings(previewed, action.warnings),
  ];
  const toKnow = withoutNumbers(warnings.join('\n'));
  const acknowledged = warnings.length === 0 || known === toKnow;
  const needed = [
    ...missing,
    ...(action.needs.reason && !body.reason ? [t('dialog.reason')] : []),
    ...(acknowledged ? [] : [t('dialog.neededAcknowledgement')]),
  ];
  const title = useActionLabel()(action);

  return (
    <>
      <DialogHeader
        titleId={titleId}
        title={title}
        subtitle={`${target.title}. ${action.description}`}
        onClose={onClose}
      />
      <DialogContent className={classes.content} ref={content}>
        {action.plan.length > 0 && (
          <DialogSection title={t('dialog.willHappen')}>
            <ActionPlan plan={action.plan} />
          </DialogSection>
        )}
        <DialogSection>
          <ParameterFields
            fields={fields}
            values={values}
            errors={
              refused
                ? {
                    [refused.parameter]: { words: refused.problem.issue },
                    ...errors,
                  }
                : errors
            }
            readOnly={readOnly}
            onChange={(name, value) => {
              setValues({ ...values, [name]: value });
              if (name === refused?.parameter) setRefused(undefined);
              forget();
            }}
          />
          <TextBox
            label={
              action.needs.reason
                ? t('dialog.reason')
                : t('dialog.optional', { label: t('dialog.reason') })
            }
            help={t('dialog.reasonHelp')}
            multiline
            maxLength={REASON_LENGTH}
            value={reason}
            readOnly={readOnly}
            onChange={setReason}
          />
        </DialogSection>
        {action.checks.length + action.refusals.length > 0 && (
          <DialogSection title={t('dialog.checks')}>
            <ActionChecks action={action} />
          </DialogSection>
        )}
        {warnings.length > 0 && (
          <DialogSection>
            <ActionWarnings
              warnings={warnings}
              acknowledgement={{
                given: acknowledged,
                onChange: given => setKnown(given ? toKnow : undefined),
              }}
            />
          </DialogSection>
        )}
        {hasPreview && (
          <DialogSection title={t('dialog.store')} inSight={at === 'preview'}>
            <Preview preview={preview} possible={isComplete} onPreview={run} />
          </DialogSection>
        )}
      </DialogContent>
      {attempt.failure && (
        <ActionFailureNotice
          action={action.id}
          failure={attempt.failure}
          onOpenOther={other => props.onOpenOther(other, { values, reason })}
        />
      )}
      {!attempt.failure && refused && (
        <ParameterRefused problem={refused.problem} />
      )}
      <ActionFormFooter
        actsAs={actions.list?.actsAs}
        why={whyNot({ action, unsupported, needed, t })}
        sending={attempt.sending}
        label={isLost ? t('dialog.tryAgain') : title}
        onRun={attempt.run}
      >
        <Button color="primary" onClick={onClose}>
          {t('dialog.cancel')}
        </Button>
      </ActionFormFooter>
    </>
  );
}

/** Why the button can't be pressed; the first thing that has to be changed. */
function whyNot(options: {
  action: Action;
  unsupported: readonly string[];
  needed: readonly string[];
  t: ReturnType<typeof useTranslation>;
}): string | undefined {
  const { action, unsupported, needed, t } = options;
  if (!action.allowed) return t('dialog.refused');
  if (unsupported.length > 0) {
    return t('dialog.unsupported', { fields: unsupported.join(', ') });
  }
  return needed.length > 0
    ? t('dialog.needed', { fields: needed.join(', ') })
    : undefined;
}
