import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import InputAdornment from '@material-ui/core/InputAdornment';
import MenuItem from '@material-ui/core/MenuItem';
import LockOutlined from '@material-ui/icons/LockOutlined';
import { TextBox } from '../../../../components/TextBox';
import { useTranslation } from '../../../../hooks/useTranslation';
import type { Field, Values } from './fields';
import type { ValidatedFields } from './validateFields';

interface FieldProps {
  field: Field;
  value: string;
  error?: string;
  readOnly: boolean;
  onChange(value: string): void;
}

function useLabel({ label, required }: Field): string {
  const t = useTranslation();
  return required ? label : t('dialog.optional', { label });
}

/** Nobody reads it over a shoulder: it can be replaced, but not shown. */
function SecretField(props: FieldProps) {
  const { field, value, onChange, ...box } = props;
  const t = useTranslation();
  const label = useLabel(field);
  return (
    <TextBox
      {...box}
      label={label}
      help={[field.help, t('dialog.secret')].filter(Boolean).join(' ')}
      type="password"
      value={value}
      onChange={onChange}
      InputProps={{
        startAdornment: (
          <InputAdornment position="start">
            <LockOutlined fontSize="small" aria-hidden />
          </InputAdornment>
        ),
        endAdornment: value !== '' && !box.readOnly && (
          <Button size="small" color="primary" onClick={() => onChange('')}>
            {t('dialog.clear')}
          </Button>
        ),
      }}
    />
  );
}

function ParameterField(props: FieldProps) {
  const { field, value, onChange, ...box } = props;
  const label = useLabel(field);
  if (field.kind === 'flag') {
    return (
      <FormControlLabel
        control={
          <Checkbox
            color="primary"
            checked={value === 'true'}
            disabled={box.readOnly}
            onChange={(_, checked) => onChange(String(checked))}
          />
        }
        label={field.label}
      />
    );
  }
  if (field.kind === 'text' && field.secret) return <SecretField {...props} />;
  return (
    <TextBox
      {...box}
      label={label}
      help={field.help}
      value={value}
      onChange={onChange}
      select={field.kind === 'choice'}
      inputMode={field.kind === 'number' ? 'decimal' : undefined}
    >
      {field.kind === 'choice' &&
        field.options.map(option => (
          <MenuItem key={option} value={option}>
            {option}
          </MenuItem>
        ))}
    </TextBox>
  );
}

/** What an action has to be told, as its schema says. */
export function ParameterFields(props: {
  fields: readonly Field[];
  values: Values;
  errors: ValidatedFields['errors'];
  readOnly: boolean;
  onChange(name: string, value: string): void;
}) {
  const { fields, values, errors, onChange } = props;
  const t = useTranslation();
  const errorIn = (name: string) => {
    const error = errors[name];
    if (!error) return undefined;
    if ('words' in error) return error.words;
    return 'number' in error
      ? t(error.key, { number: String(error.number) })
      : t(error.key);
  };
  return (
    <>
      {fields.map(field => (
        <ParameterField
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          error={errorIn(field.name)}
          readOnly={props.readOnly}
          onChange={value => onChange(field.name, value)}
        />
      ))}
    </>
  );
}
