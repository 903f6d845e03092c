import { InputError } from '@backstage/errors';
import express, { type Request, type Response } from 'express';
import { TooLargeError } from '../errors';

const DEFAULT_LIMIT_BYTES = 64 * 1024;

/** What was sent along, or what is wrong with it. */
export type RequestBody = { value: unknown } | { mistake: Error };

const mistake = (message: string) => ({ mistake: new InputError(message) });

/**
 * Reads the JSON that was sent along. Never rejects, for the attempt is put on
 * record before it is refused; and quotes nothing, for there may be a secret
 * in it.
 */
export function bodyReader(limitBytes = DEFAULT_LIMIT_BYTES) {
  const readBytes = express.raw({ type: () => true, limit: limitBytes });
  return async (req: Request, res: Response): Promise<RequestBody> => {
    if (!req.is('application/json')) {
      return mistake(
        'The body must be JSON, with Content-Type application/json',
      );
    }
    const failed = await new Promise<unknown>(resolve => {
      readBytes(req, res, resolve);
    });
    if (failed) {
      return (failed as { type?: unknown }).type === 'entity.too.large'
        ? {
            mistake: new TooLargeError(
              `The body must not be longer than ${limitBytes / 1024} KiB`,
            ),
          }
        : mistake("The body can't be read");
    }
    try {
      return { value: JSON.parse(req.body.toString('utf8')) };
    } catch {
      return mistake('The body is not valid JSON');
    }
  };
}
