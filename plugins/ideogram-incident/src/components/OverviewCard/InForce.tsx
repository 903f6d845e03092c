import { makeStyles } from '@material-ui/core/styles';
import type { ActionList } from 'backstage-plugin-ideogram-incident-common';
import { useTexts } from '../../hooks/useTexts';
import type { KnownTarget } from '../../hooks/useTargets';
import { mitigationsOf, useMitigationName } from '../Mitigations';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(1.5, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      fontSize: 14,
      lineHeight: '20px',
      overflowWrap: 'anywhere',
    },
  }),
  { name: 'IdeogramIncidentInForce' },
);

/** The mitigations of all targets in one line; nothing where there are none. */
export function InForce(props: {
  targets: readonly KnownTarget[];
  lists: ReadonlyMap<string, ActionList>;
}) {
  const { targets, lists } = props;
  const classes = useStyles();
  const t = useTexts();
  const nameOf = useMitigationName();
  const names = targets.flatMap(({ name, title }) =>
    mitigationsOf(lists.get(name)).map(({ setBy, reasonGone }) =>
      t(reasonGone ? 'mitigation.cardNameGone' : 'mitigation.cardName', {
        name: nameOf(setBy),
        target: title,
      }),
    ),
  );
  if (names.length === 0) return null;
  return (
    <li className={classes.root}>
      {t('mitigation.cardTitle', { names: names.join(', ') })}
    </li>
  );
}
