import { Component, type ReactNode, type ReactElement } from 'react';
import {
  isBuiltInProbe,
  type ProbeName,
  type Reading,
  type ReadingDetails,
} from 'backstage-plugin-ideogram-incident-common';
import { ErrorRateBody } from './ErrorRateBody';
import { IdeogramApiBody } from './IdeogramApiBody';
import { IntegrationHealthBody } from './IntegrationHealthBody';
import { LatencyBody } from './LatencyBody';
import { RecentErrorsBody } from './RecentErrorsBody';
import { StatusPageBody } from './StatusPageBody';
import { WorkloadBody } from './WorkloadBody';

/**
 * Leaves out what can't be drawn, such as details of another version's shape.
 * The summary of the reading stands beside it and stays.
 */
export class ReadingBoundary extends Component<
  { children: ReactNode },
  { broken: boolean }
> {
  static getDerivedStateFromError() {
    return { broken: true };
  }

  state = { broken: false };

  render() {
    return this.state.broken ? null : this.props.children;
  }
}

const BODIES: {
  [P in ProbeName]: (props: { details: ReadingDetails[P] }) => ReactElement;
} = {
  'status-page': StatusPageBody,
  'integration-health': IntegrationHealthBody,
  'error-rate': ErrorRateBody,
  latency: LatencyBody,
  'recent-errors': RecentErrorsBody,
  workload: WorkloadBody,
  'ideogram-api': IdeogramApiBody,
};

/** What a reading was read from, each kind in its own way. */
export function ReadingBody({ reading }: { reading: Reading }) {
  const { probe, details } = reading;
  if (!details || !isBuiltInProbe(probe)) return null;
  const Body = BODIES[probe] as (props: { details: object }) => ReactElement;
  return (
    // Anew with each reading, for the next one may be drawn again.
    <ReadingBoundary key={reading.observedAt}>
      <Body details={details} />
    </ReadingBoundary>
  );
}
