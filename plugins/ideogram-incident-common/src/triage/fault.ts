import { formatDuration } from '../format/duration';
import { formatBytes } from '../format/quantity';

/**
 * What an outside system did instead of answering, in words that follow its
 * name: "localhost:9090 refuses the connection". Two probes that meet the same
 * fault say the same, so that a person sees one problem.
 *
 * @public
 */
export const fault = {
  refused: 'refuses the connection',
  reset: 'broke off the connection',
  nameNotFound: 'has a name that DNS does not know',
  unroutable: "can't be reached from here",
  /** Rounded: shares of one deadline differ by less, and mean the same. */
  noAnswer: (ms: number) =>
    `gave no answer in ${formatDuration(rounded(Math.max(1, ms) / 1000))}`,
  /** `why`, such as `the certificate has expired`. */
  tls: (why: string) => `can't be trusted: ${why}`,
  status: (httpStatus: number) => `answers ${httpStatus}`,
  /** 401 and 403 of a system that wants a sign-in. */
  signIn: (httpStatus: number) =>
    `answers ${httpStatus} and wants another sign-in`,
  webPage: 'answers with a web page instead of data',
  notJson: 'answers with something that is not JSON',
  wrongShape: 'answers with JSON of a shape that is not known',
  /** `origin`, such as `https://login.example.com`. */
  redirect: (origin: string) =>
    `redirects to ${origin}, and redirects to another origin are not followed`,
  tooLarge: (maxBytes: number) =>
    `answers with more than ${formatBytes(maxBytes)}`,
  other: (message: string) => `failed: ${message}`,
};

/** To half a second; what is shorter, to its first digit. */
function rounded(seconds: number): number {
  return seconds < 0.5
    ? Number(seconds.toPrecision(1))
    : Math.round(seconds * 2) / 2;
}
