import { fault } from 'backstage-plugin-ideogram-incident-common';
import { fetchText, hostAndPath, UpstreamError } from '../http';
import { MetricsTextError, parseMetricsText, type Sample } from './textFormat';

const MAX_SAMPLES = 5000;
// The oldest text format, so that no endpoint answers in one that is newer.
const TEXT_FORMAT = 'text/plain;version=0.0.4';

export interface ScrapeOptions {
  signal: AbortSignal;
  maxBytes: number;
  /** Names of the metrics to keep. */
  keep: (name: string) => boolean;
}

/** The samples that a process shows of itself. Throws UpstreamError. */
export async function scrape(
  url: string,
  { keep, ...options }: ScrapeOptions,
): Promise<Sample[]> {
  const place = hostAndPath(url);
  const answer = await fetchText(url, { ...options, accept: TEXT_FORMAT });
  const { status } = answer;
  if (status !== 200) {
    const words =
      status === 401 || status === 403
        ? fault.signIn(status)
        : fault.status(status);
    throw new UpstreamError('status', place, words, { status });
  }
  // What is sent without a type of its own is often called HTML.
  if (/^\s*</.test(answer.text.slice(0, 1000))) {
    throw new UpstreamError('html', place, fault.webPage, { status });
  }
  const samples: Sample[] = [];
  try {
    for (const sample of parseMetricsText(answer.text, keep)) {
      if (samples.push(sample) > MAX_SAMPLES) {
        const words = `answers with more than ${MAX_SAMPLES} series`;
        throw new UpstreamError('wrong-shape', place, words, { status });
      }
    }
  } catch (error) {
    if (!(error instanceof MetricsTextError)) throw error;
    const words = `answers with something that is not metrics: ${error.message}`;
    throw new UpstreamError('wrong-shape', place, words, { status });
  }
  return samples;
}
