import { z } from 'zod';

const SHORTEST = 8;
const LONGEST = 512;
const VISIBLE_ASCII = /^[!-~]*$/;

/** The messages say what is wrong with a key, and nothing of what it is. */
export const apiKeyParameter = z
  .string()
  .min(SHORTEST, `the key has fewer than ${SHORTEST} characters`)
  .max(LONGEST, `the key has more than ${LONGEST} characters`)
  .regex(
    VISIBLE_ASCII,
    'the key holds a space, a line break or another character that no key has: copy it again, without what stands around it',
  )
  .meta({ writeOnly: true, title: 'New key' });
