import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { maskSecrets } from 'backstage-plugin-ideogram-incident-common';

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
    logger.warn(`${part} can't be asked: ${maskSecrets(String(thrown)).text}`);
    throw new ServiceUnavailableError(`${part} can't be asked`);
  }
}
