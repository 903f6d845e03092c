import { z } from 'zod';
import { oneLine } from '../../format/text';
import { defineProbe, MAX_LABEL_LENGTH } from './probe';

const detailsSchema = z.object({
  url: z.string(),
  httpStatus: z.number().optional(),
  path: z
    .string()
    .optional()
    .describe(
      'Where in the body the answer stood, such as `services.ideogram`',
    ),
  value: z.string().optional().describe('What stood there'),
  ideogram: z
    .enum(['ok', 'degraded', 'failing'])
    .optional()
    .describe(
      'What the body says of its Ideogram part; absent where it says nothing',
    ),
});

/** @public */
export type IntegrationHealthDetails = z.infer<typeof detailsSchema>;

export const integrationHealth = defineProbe({
  name: 'integration-health',
  title: 'integration health',
  details: detailsSchema,
  describe({ path, value, httpStatus, ideogram }) {
    // Where the answer stands in that part, its path would tell nobody more.
    if (ideogram && ideogram !== 'ok' && /ideogram/i.test(path ?? '')) {
      const how = ideogram === 'failing' ? 'unhealthy' : 'degraded';
      return `Our health check reports Ideogram ${how}.`;
    }
    if (value !== undefined) {
      const where = path ? ` at ${oneLine(path, MAX_LABEL_LENGTH)}` : '';
      return `Our health check says ${oneLine(
        value,
        MAX_LABEL_LENGTH,
      )}${where}.`;
    }
    return httpStatus === undefined
      ? "Our health check doesn't answer."
      : `Our health check answers ${httpStatus}.`;
  },
});
