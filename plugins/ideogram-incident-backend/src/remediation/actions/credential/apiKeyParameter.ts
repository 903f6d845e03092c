import { capitalized } from 'backstage-plugin-ideogram-incident-common';
import { z } from 'zod';

const SHORTEST = 8;
const LONGEST = 512;
const VISIBLE_ASCII = /^[!-~]*$/;
const OTHER_CHARACTERS =
  'the key holds a space, a line break or another character that no key has: copy it again, without what stands around it';

/** The messages say what is wrong with a key, and nothing of what it is. */
export const apiKeyParameter = z
  .string()
  .min(SHORTEST, `the key has fewer than ${SHORTEST} characters`)
  .max(LONGEST, `the key has more than ${LONGEST} characters`)
  .regex(VISIBLE_ASCII, OTHER_CHARACTERS)
  .meta({
    writeOnly: true,
    title: 'New key',
    // JSON Schema has no words for a pattern; this is where forms look for them.
    errorMessage: { pattern: `${capitalized(OTHER_CHARACTERS)}.` },
  });
