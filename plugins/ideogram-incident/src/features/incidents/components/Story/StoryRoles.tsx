import { makeStyles } from '@material-ui/core/styles';
import type { Incident } from 'backstage-plugin-ideogram-incident-common';
import { ActionButton } from '../../../../components/ActionButton';
import { Person } from '../../../../components/Person';
import { useTranslation } from '../../../../hooks/useTranslation';
import { useUserEntityRef } from '../../../../hooks/useUserEntityRef';
import { statusColours } from '../../../../theme/statusColours';
import { useIncidentChange } from '../../hooks/useIncidentChange';
import { FailureLine } from '../FailureLine';

const ROLES = ['commander', 'communicationsLead', 'operationsLead'] as const;

const useStyles = makeStyles(
  theme => {
    const colours = statusColours(theme);
    return {
      root: {
        display: 'flex',
        flexWrap: 'wrap',
        gap: theme.spacing(1, 3),
        margin: 0,
      },
      role: { minWidth: 150 },
      name: { fontSize: 12, lineHeight: '16px', color: colours.subtle },
      holder: {
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: theme.spacing(0, 1),
        margin: 0,
        minHeight: 30,
        fontWeight: 700,
      },
      nobody: { fontWeight: 400, color: colours.subtle },
    };
  },
  { name: 'IdeogramIncidentStoryRoles' },
);

/** Who does what, and the way to take a role or give it back. */
export function StoryRoles(props: {
  incident: Incident;
  mayChange: boolean;
  onChanged(incident: Incident): void;
}) {
  const { incident, mayChange, onChanged } = props;
  const classes = useStyles();
  const t = useTranslation();
  const user = useUserEntityRef();
  const { change, sending, failure } = useIncidentChange(onChanged);
  return (
    <div>
      <dl className={classes.root} aria-label={t('story.people')}>
        {ROLES.map(role => {
          const holder = incident.roles[role];
          const isMine = holder !== undefined && holder === user;
          const name = t(`story.${role}`);
          const to = isMine ? null : user;
          return (
            <div key={role} className={classes.role}>
              <dt className={classes.name}>{name}</dt>
              <dd className={classes.holder}>
                {holder === undefined ? (
                  <span className={classes.nobody}>{t('incident.nobody')}</span>
                ) : (
                  <span>
                    <Person entityRef={holder} />
                  </span>
                )}
                {mayChange && to !== undefined && (
                  <ActionButton
                    variant="text"
                    size="small"
                    aria-label={t(
                      isMine ? 'story.giveBackOf' : 'story.takeOf',
                      { role: name.toLocaleLowerCase('en-US') },
                    )}
                    onClick={() =>
                      !sending && change(incident, { roles: { [role]: to } })
                    }
                  >
                    {t(isMine ? 'story.giveBack' : 'story.take')}
                  </ActionButton>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <FailureLine failure={failure} />
    </div>
  );
}
