import TextField, { type TextFieldProps } from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { useId } from '../hooks/useId';
import { statusColours } from '../theme/statusColours';

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: { '& + &': { marginTop: theme.spacing(2) } },
      label: {
        display: 'block',
        marginBottom: theme.spacing(0.5),
        fontWeight: 700,
      },
      help: { marginTop: 4, fontSize: 12, lineHeight: '16px' },
      subtle: { color: colours.subtle },
      error: { color: colours.failing.text },
    };
  },
  { name: 'IdeogramIncidentTextBox' },
);

/** A field with its name above, and what is to be known of it below. */
export function TextBox(props: {
  label: string;
  help?: string;
  /** What is wrong with the value; in the place of the help. */
  error?: string;
  value: string;
  readOnly: boolean;
  type?: 'password' | 'datetime-local';
  inputMode?: 'decimal';
  select?: boolean;
  multiline?: boolean;
  maxLength?: number;
  InputProps?: TextFieldProps['InputProps'];
  children?: ReactNode;
  onChange(value: string): void;
}) {
  const { label, help, error, value, readOnly, select, onChange } = props;
  const classes = useStyles();
  const id = useId('field');
  const below = `${id}-help`;
  return (
    <div className={classes.root}>
      <label className={classes.label} id={`${id}-label`} htmlFor={id}>
        {label}
      </label>
      <TextField
        id={id}
        fullWidth
        size="small"
        variant="outlined"
        type={props.type}
        value={value}
        error={error !== undefined}
        autoComplete="off"
        select={select}
        multiline={props.multiline}
        onChange={event => onChange(event.target.value)}
        SelectProps={
          select
            ? {
                SelectDisplayProps: {
                  id,
                  'aria-labelledby': `${id}-label ${id}`,
                },
              }
            : undefined
        }
        InputProps={{ readOnly, ...props.InputProps }}
        inputProps={{
          'aria-describedby': help || error ? below : undefined,
          inputMode: props.inputMode,
          maxLength: props.maxLength,
          spellCheck: props.multiline ?? false,
          // Managers of passwords would keep a key, or fill in another.
          'data-1p-ignore': true,
          'data-lpignore': 'true',
        }}
      >
        {props.children}
      </TextField>
      {(error || help) && (
        <div
          id={below}
          className={`${classes.help} ${
            error ? classes.error : classes.subtle
          }`}
        >
          {error ?? help}
        </div>
      )}
    </div>
  );
}
