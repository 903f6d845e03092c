import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { maskSecrets } from 'backstage-plugin-ideogram-incident-common';
import { messageOf } from '../errors';

/**
 * Runs a call of another part of the portal. Where that part itself fails, the
 * caller is told which one, and the log why.
 */
export async function orUnavailable<T>(
  part: string,
  logger: LoggerService,
  call: () => Promise<T>,
): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    logger.warn(
      `${part} is unavailable: ${maskSecrets(messageOf(thrown)).text}`,
    );
    throw new ServiceUnavailableError(
      `${part} is unavailable: try again in a minute`,
    );
  }
}
