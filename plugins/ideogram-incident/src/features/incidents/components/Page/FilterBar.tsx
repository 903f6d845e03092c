import { useEffect, useState, type ReactNode } from 'react';
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { TextBox } from '../../../../components/TextBox';
import { useTranslation } from '../../../../hooks/useTranslation';
import { INCIDENT_LEVELS } from '../../incidentLevels';
import { PERIODS, STATES, type Filters } from './filters';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(150px, 1fr))',
      alignItems: 'start',
      gap: theme.spacing(1.5, 2),
      '& > *': { marginTop: '0 !important' },
    },
  }),
  { name: 'IdeogramIncidentFilterBar' },
);

const WAIT_MS = 400;

const STATE = {
  '': 'incidents.stateAny',
  open: 'incidents.stateOpen',
  resolved: 'incidents.stateResolved',
} as const;

/** Of a select, which can't have an empty value of its own. */
const ANY = 'any';

function ComponentName({ entityRef }: { entityRef: string }) {
  return <>{useEntityPresentation(entityRef).primaryTitle}</>;
}

/** What is typed is looked for once the typing pauses. */
function WordsField(props: { value: string; onChange(value: string): void }) {
  const { value, onChange } = props;
  const t = useTranslation();
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return undefined;
    const timer = setTimeout(() => onChange(typed), WAIT_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextBox
      label={t('incidents.words')}
      maxLength={200}
      value={typed}
      readOnly={false}
      onChange={setTyped}
    />
  );
}

/** By what the incidents of the page are chosen. */
export function FilterBar(props: {
  filters: Filters;
  components: readonly string[];
  onChange(name: keyof Filters, value: string): void;
  onWords(value: string): void;
}) {
  const { filters, components, onChange, onWords } = props;
  const classes = useStyles();
  const t = useTranslation();
  const options: Record<
    'state' | 'severity' | 'component' | 'period',
    [string, ReactNode][]
  > = {
    state: STATES.map(state => [state, t(STATE[state])]),
    severity: [
      ['', t('incidents.any')],
      ...INCIDENT_LEVELS.map((level): [string, string] => [level, level]),
    ],
    component: [
      ['', t('incidents.any')],
      ...components.map((entityRef): [string, ReactNode] => [
        entityRef,
        <ComponentName key={entityRef} entityRef={entityRef} />,
      ]),
    ],
    period: PERIODS.map(weeks => [
      weeks,
      weeks ? t('incidents.weeks', { weeks }) : t('incidents.always'),
    ]),
  };
  return (
    <div
      className={classes.root}
      role="search"
      aria-label={t('incidents.filters')}
    >
      {(['state', 'severity', 'component', 'period'] as const).map(name => (
        <TextBox
          key={name}
          select
          label={t(`incidents.${name}`)}
          value={filters[name] || ANY}
          readOnly={false}
          onChange={value => onChange(name, value === ANY ? '' : value)}
        >
          {options[name].map(([value, label]) => (
            <MenuItem key={value} value={value || ANY}>
              {label}
            </MenuItem>
          ))}
        </TextBox>
      ))}
      <WordsField value={filters.q} onChange={onWords} />
    </div>
  );
}
