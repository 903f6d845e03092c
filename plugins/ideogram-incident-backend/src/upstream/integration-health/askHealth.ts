import type { TargetDescription } from 'backstage-plugin-ideogram-incident-common';
import { fetchJson, UpstreamError } from '../http';
import {
  readHealth,
  type Health,
  type HealthAnswer,
  type HealthBody,
} from './readHealth';

/** What the health address answered. */
export interface HealthReport {
  httpStatus: number;
  /** Absent where the body says nothing that is known. */
  said?: {
    health: Health;
    /** The words from which that follows. */
    answer: HealthAnswer;
    /** What the body says of the Ideogram part. */
    ideogram?: Health;
  };
}

function reported(answer: HealthAnswer, { part }: HealthBody) {
  return {
    health: answer.health,
    answer,
    ...(part && { ideogram: part.health }),
  };
}

/**
 * With a 5xx the integration says that it is not well. A body that says worse
 * is believed; one that says better tells of a part only.
 */
function belowServerError(body: HealthBody): HealthReport['said'] {
  const said = reported(body.answer, body);
  return body.answer.health === 'ok' ? { ...said, health: 'degraded' } : said;
}

/**
 * Asks the integration how it is.
 *
 * @throws UpstreamError where there is no answer; a 5xx is one, whatever its
 * body
 */
export async function askHealth(
  { url, path }: NonNullable<TargetDescription['health']>,
  options: { signal: AbortSignal; maxBytes: number },
): Promise<HealthReport> {
  const { status: httpStatus, json } = await fetchJson(url, options).catch(
    error => {
      if (error instanceof UpstreamError && (error.status ?? 0) >= 400) {
        return { status: error.status as number, json: undefined };
      }
      throw error;
    },
  );
  const isServerError = httpStatus >= 500;
  const isSuccess = httpStatus >= 200 && httpStatus < 300;
  const body = isServerError || isSuccess ? readHealth(json, path) : undefined;
  if (!body) return { httpStatus };
  return {
    httpStatus,
    said: isServerError ? belowServerError(body) : reported(body.answer, body),
  };
}
