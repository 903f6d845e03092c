import { duration, line } from '../../config/forms';
import { ConfigMistake, mapping, section, value } from '../../config/schema';

export const HEARTBEAT_ALERT = { alertname: 'IdeogramIncidentHeartbeat' };

const LABEL = /^[A-Za-z_][A-Za-z0-9_]{0,199}$/;

/** Labels that an alert must have, all of them. */
const matchers = mapping(line, name =>
  LABEL.test(name)
    ? undefined
    : { message: 'must be the name of a label, such as ideogram_target' },
).refine(match => Object.keys(match).length > 0, {
  error: 'must have at least one label',
});

/** `incidents.alerts` */
export const alertsSection = section({
  heartbeat: section({
    every: duration('10s', '1d').describe(
      'how often Alertmanager sends it; after twice that time without it, it is silent',
    ),
    match: matchers
      .optional()
      .describe(
        'the labels of the alert that always fires; left out, `alertname` with `IdeogramIncidentHeartbeat`',
      ),
  })
    .optional()
    .describe('left out: no heartbeat is expected'),
}).prefault({});

/** Whether the portal looks by itself, or only while no heartbeat arrives. */
export type WatcherEnabled = boolean | 'when-silent';

const watcherEnabled = value(
  'true, false or `when-silent`',
  (raw): WatcherEnabled => {
    if (raw === true || raw === 'true') return true;
    if (raw === false || raw === 'false') return false;
    if (raw === 'when-silent') return raw;
    throw new ConfigMistake('must be true, false or when-silent');
  },
  { type: ['boolean', 'string'] },
);

/** `incidents.watcher` */
export const watcherSection = section({
  enabled: watcherEnabled
    .prefault(true)
    .describe(
      'whether the portal looks at the targets by itself; `when-silent`: only while the heartbeat is silent',
    ),
  every: duration('30s', '1h').prefault('60s').describe('how often it looks'),
}).prefault({});

/** `alerts` of a target. */
export const targetAlertsSection = section({
  match: matchers.describe(
    "the labels of its alerts; left out, `ideogram_target` with the target's name",
  ),
}).optional();
