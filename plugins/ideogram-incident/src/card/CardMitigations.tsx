import { makeStyles } from '@material-ui/core/styles';
import type { ActionList } from 'backstage-plugin-ideogram-incident-common';
import { activeMitigations } from '../features/remediation/components/Mitigations/activeMitigations';
import { useMitigationName } from '../features/remediation/components/Mitigations/useMitigationName';
import type { TargetInfo } from '../hooks/entityTargets';
import { useTranslation } from '../hooks/useTranslation';

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
  { name: 'IdeogramIncidentCardMitigations' },
);

/** The mitigations of all targets in one line; nothing where there are none. */
export function CardMitigations(props: {
  targets: readonly TargetInfo[];
  lists: ReadonlyMap<string, ActionList>;
}) {
  const { targets, lists } = props;
  const classes = useStyles();
  const t = useTranslation();
  const nameOf = useMitigationName();
  const names = targets.flatMap(({ name, title }) =>
    activeMitigations(lists.get(name)).map(({ setBy, reasonGone }) =>
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
