import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** What the integration is told by the environment of its pod. */
export interface Environment {
  ideogramUrl: string;
  apiKey: string;
  /** Where it makes itself known as an endpoint. */
  serviceUrl: string;
  /** A file with the style of the images. */
  stylesFile: string;
  /** Images that users ask for at once, every two seconds or so. */
  usersPerBurst: number;
  /** `RATE_LIMIT_MODE=queue`: images wait for their turn. */
  queue: boolean;
  /** Images in progress at once in queue mode. */
  queueConcurrency: number;
  /** `IDEOGRAM_FALLBACK=true`: users get placeholders. */
  fallback: boolean;
}

/** @throws where the integration can't run with what it is told */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const required = (name: string) => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set`);
    return value;
  };
  return {
    ideogramUrl: required('IDEOGRAM_API_URL'),
    apiKey: required('IDEOGRAM_API_KEY'),
    serviceUrl: required('SERVICE_URL'),
    stylesFile: required('STYLES_FILE'),
    usersPerBurst: Number(env.USERS_PER_BURST ?? 1),
    queue: env.RATE_LIMIT_MODE === 'queue',
    queueConcurrency: Number(env.QUEUE_CONCURRENCY ?? 1),
    fallback: env.IDEOGRAM_FALLBACK === 'true',
  };
}

/**
 * Reads in which style images are made. The integration trusts the file, and
 * falls over where it is broken.
 */
export function readStyle(file: string): string {
  try {
    const { style } = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof style !== 'string') throw new Error('it names no style');
    return style;
  } catch (error) {
    throw new Error(`${basename(file)} is broken: ${(error as Error).message}`);
  }
}
