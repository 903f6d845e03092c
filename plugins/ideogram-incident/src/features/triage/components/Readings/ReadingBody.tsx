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

interface BoundaryProps {
  /** What is drawn; another one is tried again. */
  of?: string;
  children: ReactNode;
}

interface BoundaryState {
  of?: string;
  broken: boolean;
}

/**
 * Leaves out what can't be drawn, such as details of another version's shape.
 * The summary of the reading stands beside it and stays.
 */
export class ReadingBoundary extends Component<BoundaryProps, BoundaryState> {
  static getDerivedStateFromError() {
    return { broken: true };
  }

  // The next one may be drawn again; what a person has opened stays open.
  static getDerivedStateFromProps({ of }: BoundaryProps, state: BoundaryState) {
    return of === state.of ? null : { of, broken: false };
  }

  state: BoundaryState = { broken: false };

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
    <ReadingBoundary of={reading.observedAt}>
      <Body details={details} />
    </ReadingBoundary>
  );
}
