import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  fault,
  maskSecrets,
  probeProblems,
  readingSchema,
  type Problem,
  type Reading,
} from 'backstage-plugin-ideogram-incident-common';
import type {
  Probe,
  ProbeResult,
  Target,
} from 'backstage-plugin-ideogram-incident-node';
import { withoutOwnSecrets } from '../redaction';

/** How long a probe may take to settle after its deadline. */
const GRACE_MS = 250;

export interface TakeOptions {
  /** Aborted at the deadline; aborting it earlier ends the run. */
  controller: AbortController;
  /** Of `performance.now()`, when the reading was asked for. */
  startedAt: number;
  logger: LoggerService;
}

const unknown = (problem: Problem): ProbeResult => ({
  status: 'unknown',
  summary: problem.issue,
  problem,
});

// The result is written down at once: what a probe changes in it later, and
// what can't be written at all, must not reach a viewer.
function toReading(
  target: Target,
  probe: string,
  startedAt: number,
  { status, summary, source, details, problem }: ProbeResult,
): Reading {
  const written = withoutOwnSecrets(target, {
    probe,
    status,
    summary,
    observedAt: new Date().toISOString(),
    durationMs: Math.round(performance.now() - startedAt),
    source,
    details,
    problem,
  });
  return readingSchema.parse(written);
}

/**
 * One run of a probe. It always gives a reading, soon after the deadline at
 * the latest, whatever the probe does.
 */
export async function takeReading(
  target: Target,
  probe: Probe,
  { controller, startedAt, logger }: TakeOptions,
): Promise<Reading> {
  const { signal } = controller;
  const { timeoutMs, timeouts } = target.probes;
  const allowedMs = timeouts[probe.name] ?? timeoutMs;
  const leftMs = Math.max(0, allowedMs - (performance.now() - startedAt));
  const deadline = setTimeout(
    () => controller.abort(new DOMException('Deadline', 'TimeoutError')),
    leftMs,
  );
  let grace: NodeJS.Timeout | undefined;
  const givenUp = new Promise<ProbeResult>(resolve => {
    const giveUp = () =>
      resolve(
        unknown(probeProblems.timedOut(probe.name, fault.noAnswer(allowedMs))),
      );
    const aborted = () => {
      grace = setTimeout(giveUp, GRACE_MS);
    };
    if (signal.aborted) aborted();
    else signal.addEventListener('abort', aborted);
  });
  const run = async () =>
    probe.take(target, { signal, deadline: Date.now() + leftMs });

  try {
    const result = await Promise.race([run(), givenUp]);
    return toReading(target, probe.name, startedAt, result);
  } catch (error) {
    const text = error instanceof Error ? error.stack : undefined;
    logger.error(
      `The probe ${probe.name} of the target ${target.name} failed: ${
        maskSecrets(text ?? String(error)).text
      }`,
    );
    const result = unknown(probeProblems.failed(probe.name));
    return toReading(target, probe.name, startedAt, result);
  } finally {
    clearTimeout(deadline);
    clearTimeout(grace);
  }
}
