import { ConflictError } from '@backstage/errors';
import {
  isOpen,
  respondByAfter,
  riseOfSeverity,
  type Incident,
  type ResponseTimes,
} from 'backstage-plugin-ideogram-incident-common';
import type { Change } from '../store';
import { withAcknowledgement } from './changeIncident';

function refuseUnlessMergeable(from: Incident, into: Incident): void {
  const refuse = (because: string) => {
    throw new ConflictError(because);
  };
  if (from.mergedInto) {
    refuse(`${from.number} was merged into ${from.mergedInto} already`);
  }
  if (into.mergedInto) {
    refuse(
      `${into.number} was merged into ${into.mergedInto}: merge ${from.number} into that one`,
    );
  }
  if (from.drill !== into.drill) {
    refuse('A drill and an incident that is none can not be merged');
  }
  if (!isOpen(into)) {
    refuse(`${into.number} is resolved: take it up again first`);
  }
}

/**
 * What becomes of two incidents of which one goes on as the other; nothing
 * where it does already.
 *
 * @throws ConflictError that says why not
 */
export function mergeOf(
  from: Incident,
  into: Incident,
  { actor, at, times }: { actor: string; at: string; times: ResponseTimes },
): [from: Change, into: Change] {
  if (from.mergedInto === into.number) return [{}, {}];
  refuseUnlessMergeable(from, into);
  const rise = riseOfSeverity(into, [
    {
      level: from.severity,
      reasons: [`${from.number}, which was merged into it, is as severe.`],
    },
  ]);
  return [
    withAcknowledgement(
      from,
      {
        fields: {
          status: 'resolved',
          resolvedAt: from.resolvedAt ?? at,
          mergedInto: into.number,
          alerts: { firing: 0, truncated: false },
        },
        entries: [
          {
            type: 'merged',
            actor,
            data: { direction: 'into', number: into.number },
          },
        ],
      },
      at,
    ),
    withAcknowledgement(
      into,
      {
        fields: {
          alerts: {
            firing: into.alerts.firing + from.alerts.firing,
            truncated: into.alerts.truncated || from.alerts.truncated,
          },
          ...(rise && {
            severity: rise.to,
            respondBy: respondByAfter(into, rise.to, at, times),
          }),
        },
        entries: [
          {
            type: 'merged',
            actor,
            data: { direction: 'from', number: from.number },
          },
          ...(rise
            ? [
                {
                  type: 'severity-changed' as const,
                  actor: 'rule',
                  data: {
                    from: into.severity,
                    to: rise.to,
                    reason: rise.reason,
                  },
                },
              ]
            : []),
        ],
      },
      at,
    ),
  ];
}
