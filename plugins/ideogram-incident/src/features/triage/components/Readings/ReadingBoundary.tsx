import { Component, type ReactNode } from 'react';

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
