import { z } from 'zod';
import { oneLine } from '../../format/text';
import { defineProbe, MAX_LABEL_LENGTH } from './probe';

const detailsSchema = z.object({
  url: z.string(),
  incidents: z
    .array(
      z.object({
        title: z.string(),
        ours: z
          .boolean()
          .describe('False where it names other components only'),
        impact: z
          .string()
          .optional()
          .describe(
            "The provider's own word, such as `major` or `partial_outage`",
          ),
        startedAt: z.string().optional(),
        url: z.string().optional(),
      }),
    )
    .describe('Announced and not over, those that count for us first'),
  maintenances: z.array(
    z.object({
      title: z.string(),
      ours: z.boolean(),
      inProgress: z.boolean(),
      startsAt: z.string().optional(),
      endsAt: z.string().optional(),
    }),
  ),
  components: z
    .array(z.object({ name: z.string(), status: z.string() }))
    .describe('The components that count for us'),
});

/** @public */
export type StatusPageDetails = z.infer<typeof detailsSchema>;

const inWords = (word: string) =>
  oneLine(word, MAX_LABEL_LENGTH).replace(/_/g, ' ');

export const statusPage = defineProbe({
  name: 'status-page',
  title: 'status page',
  details: detailsSchema,
  describe({ incidents, maintenances, components }) {
    const incident = incidents.find(({ ours }) => ours);
    if (incident) {
      const impact = incident.impact
        ? ` with impact ${inWords(incident.impact)}`
        : '';
      return `Ideogram announces “${oneLine(incident.title)}”${impact}.`;
    }
    const maintenance = maintenances.find(
      ({ ours, inProgress }) => ours && inProgress,
    );
    if (maintenance) {
      return `Ideogram does maintenance: “${oneLine(maintenance.title)}”.`;
    }
    const broken = components.find(
      ({ status }) => !/^(?:operational|up|ok)$/i.test(status),
    );
    if (broken) {
      const words = inWords(broken.status).toLowerCase();
      const name = oneLine(broken.name, MAX_LABEL_LENGTH);
      return `Ideogram's status page says ${words} of ${name}.`;
    }
    return incidents.length > 0
      ? "Ideogram's incident is of components that are not ours."
      : 'No incident of our components is announced.';
  },
});
