import type { KubernetesSession } from '../../../upstream/kubernetes';
import type { PodToRead } from './podsToRead';

export interface PodLog {
  text: string;
  /** True where there was more within the time than was read. */
  truncated: boolean;
}

interface LogSettings {
  namespace: string;
  sinceSeconds: number;
  maxBytes: number;
}

const USUAL_BYTES_PER_LINE = 200;
const MOST_LINES = 20_000;

function lineCount(log: string): number {
  let count = 0;
  for (let at = log.indexOf('\n'); at !== -1; at = log.indexOf('\n', at + 1)) {
    count += 1;
  }
  return count;
}

/**
 * The newest part of a pod's log. The API cuts what is too long at its newest
 * end, so that a log of long lines is asked for once more, with fewer of them.
 */
async function readNewest(
  session: KubernetesSession,
  pod: PodToRead,
  { namespace, sinceSeconds, maxBytes }: LogSettings,
  previous: boolean,
): Promise<PodLog> {
  const read = (tailLines: number) =>
    session.podLog(namespace, pod.name, {
      container: pod.container,
      ...(previous && { previous }),
      sinceSeconds,
      tailLines,
      limitBytes: maxBytes,
    });
  const isCut = (log: string) => Buffer.byteLength(log) >= maxBytes;

  const usual = Math.ceil(maxBytes / USUAL_BYTES_PER_LINE);
  const tailLines = Math.min(MOST_LINES, usual);
  const log = await read(tailLines);
  if (!isCut(log)) {
    return { text: log, truncated: lineCount(log) >= tailLines };
  }
  const fewer = Math.max(1, Math.floor(lineCount(log) * 0.8));
  return { text: await read(fewer), truncated: true };
}

/** What a pod said last, also where its container has just begun anew. */
export async function readPodLog(
  session: KubernetesSession,
  pod: PodToRead,
  settings: LogSettings,
): Promise<PodLog> {
  const current = await readNewest(session, pod, settings, false);
  if (!pod.restarted || current.text.trim() !== '') return current;
  try {
    return await readNewest(session, pod, settings, true);
  } catch {
    // The log of the last run may be gone already; the current one was read.
    return current;
  }
}
