import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useId } from '../../../../hooks/useId';
import type { TargetInfo } from '../../../../hooks/useTargets';
import { useTranslation } from '../../../../hooks/useTranslation';
import { PHONE } from '../../../../theme/styles';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    name: { fontWeight: 700 },
    input: {
      paddingTop: 7,
      paddingBottom: 7,
      [PHONE]: { paddingTop: 13, paddingBottom: 13 },
    },
  }),
  { name: 'IdeogramIncidentTargetSelect' },
);

/** Which target is seen; a plain name where there is only one. */
export function TargetSelect(props: {
  targets: readonly TargetInfo[];
  selected: string;
  onSelect(name: string): void;
}) {
  const { targets, selected, onSelect } = props;
  const classes = useStyles();
  const t = useTranslation();
  const label = useId('target');
  const value = useId('selected-target');
  const title = targets.find(({ name }) => name === selected)?.title;
  return (
    <span className={classes.root}>
      <span id={label}>{t('live.target')}</span>
      {targets.length > 1 ? (
        <TextField
          select
          size="small"
          variant="outlined"
          value={selected}
          onChange={event => onSelect(event.target.value)}
          SelectProps={{
            // Its name is what it is for, and what is selected.
            SelectDisplayProps: {
              id: value,
              'aria-labelledby': `${label} ${value}`,
            },
            classes: { root: classes.input },
          }}
          InputProps={{ className: classes.name }}
        >
          {targets.map(target => (
            <MenuItem key={target.name} value={target.name}>
              {target.title}
            </MenuItem>
          ))}
        </TextField>
      ) : (
        <span className={classes.name}>{title ?? selected}</span>
      )}
    </span>
  );
}
