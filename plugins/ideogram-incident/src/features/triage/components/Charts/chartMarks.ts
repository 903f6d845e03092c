import {
  readingOf,
  type Operation,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';

/** Something that happened, by what may have caused or ended the trouble. */
export type ChartEvent = {
  /** Unix seconds. */
  at: number;
} & (
  | { kind: 'operation'; operation: Operation }
  | { kind: 'announcement'; title: string }
  | { kind: 'pods'; count: number; total: number }
);

/** An event with the letter that it has in the charts and in the list of them. */
export type ChartMark = ChartEvent & { letter: string };

const NEVER_RUN: readonly Operation['status'][] = [
  'awaiting-approval',
  'rejected',
  'withdrawn',
  'expired',
];
const MAX_MARKS = 12;
/** Pods that an operation replaced have started by then, at the latest. */
const ROLLOUT_SECONDS = 60;

const seconds = (at: string | undefined) => Date.parse(at ?? '') / 1000;

function operationEvents(operations: readonly Operation[]): ChartEvent[] {
  return operations
    .filter(({ status }) => !NEVER_RUN.includes(status))
    .map(operation => ({
      kind: 'operation',
      // One that had to be approved has begun later than it was asked for.
      at: seconds(operation.steps[0]?.at ?? operation.createdAt),
      operation,
    }));
}

function announcementEvents(readings: readonly Reading[]): ChartEvent[] {
  const incidents = readingOf(readings, 'status-page')?.details?.incidents;
  return (incidents ?? [])
    .filter(({ ours }) => ours)
    .map(({ title, startedAt }) => ({
      kind: 'announcement',
      at: seconds(startedAt),
      title,
    }));
}

/** Pods that were started since `from`, where none of the operations did it. */
function podEvents(
  readings: readonly Reading[],
  operations: readonly Operation[],
  from: number,
): ChartEvent[] {
  const pods = readingOf(readings, 'workload')?.details?.pods ?? [];
  const isOfOperation = (at: number) =>
    operations.some(
      ({ createdAt, finishedAt }) =>
        at >= seconds(createdAt) &&
        !(at > seconds(finishedAt) + ROLLOUT_SECONDS),
    );
  const started = pods
    .map(({ startedAt }) => seconds(startedAt))
    .filter(at => at >= from && !isOfOperation(at));
  if (started.length === 0) return [];
  return [
    {
      kind: 'pods',
      at: Math.min(...started),
      count: started.length,
      total: pods.length,
    },
  ];
}

/** What happened within the range of a chart, as far as the tab knows it. */
export function chartMarks(
  readings: readonly Reading[],
  operations: readonly Operation[],
  [from, to]: [number, number],
): ChartMark[] {
  return [
    ...operationEvents(operations),
    ...announcementEvents(readings),
    ...podEvents(readings, operations, from),
  ]
    .filter(({ at }) => at >= from && at <= to)
    .sort((a, b) => a.at - b.at)
    .slice(-MAX_MARKS)
    .map((event, index) => ({
      ...event,
      letter: String.fromCharCode('A'.charCodeAt(0) + index),
    }));
}
