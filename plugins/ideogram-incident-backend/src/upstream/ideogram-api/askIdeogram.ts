import { fault } from 'backstage-plugin-ideogram-incident-common';
import { fetchText, hostAndPath, UpstreamError } from '../http';
import { isData, isPage } from './content';

/** Far more than a set of public keys needs. */
const MAX_BYTES = 1024 * 1024;

export interface IdeogramAnswer {
  httpStatus: number;
  /** Until all of it had arrived. */
  seconds: number;
}

/**
 * Asks the Ideogram API for something that needs no key and costs nothing. A
 * server error is an answer; so is any other status but one that somebody on
 * the way may have given, such as a proxy with its own page.
 *
 * @throws {@link UpstreamError}
 */
export async function askIdeogram(
  url: string,
  { signal, maxBytes }: { signal: AbortSignal; maxBytes: number },
): Promise<IdeogramAnswer> {
  const startedAt = performance.now();
  const answer = await fetchText(url, {
    signal,
    maxBytes: Math.min(maxBytes, MAX_BYTES),
    accept: 'application/json',
  });
  const { status } = answer;
  const seconds = (performance.now() - startedAt) / 1000;
  if (status < 500) {
    const place = hostAndPath(url);
    // Only who serves the host knows that there is no such path.
    if (isPage(answer) && status !== 404) {
      throw new UpstreamError('html', place, fault.webPage, { status });
    }
    if (status < 300 && status !== 204 && !isData(answer)) {
      throw new UpstreamError('not-json', place, fault.notJson, { status });
    }
    if (status >= 300 && status < 400) {
      throw new UpstreamError('status', place, fault.status(status), {
        status,
      });
    }
  }
  return { httpStatus: status, seconds };
}
