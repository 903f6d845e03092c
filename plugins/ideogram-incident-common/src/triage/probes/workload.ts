import { z } from 'zod';
import { formatCount } from '../../format/quantity';
import { defineProbe } from './probe';

const podTroubleSchema = z.enum([
  'crashing',
  'out-of-memory',
  'unschedulable',
  'image-pull',
  'not-ready',
]);

/** @public */
export type PodTrouble = z.infer<typeof podTroubleSchema>;

const mitigationNameSchema = z.enum(['queue', 'fallback']);

/** @public */
export type MitigationName = z.infer<typeof mitigationNameSchema>;

const detailsSchema = z.object({
  namespace: z.string(),
  deployment: z.string(),
  desired: z.number(),
  updated: z.number(),
  available: z.number(),
  restarts: z.number(),
  mitigations: z
    .array(mitigationNameSchema)
    .optional()
    .describe('The env overrides that are set'),
  brokenRollout: z
    .object({
      revision: z.number(),
      startedAt: z.string(),
      wasDownBefore: z
        .literal(true)
        .optional()
        .describe(
          'Set where the pods of the rollout before it were seen to be down, so that undoing it is no cure',
        ),
    })
    .optional()
    .describe(
      'The last rollout, where none of its pods was ever up and pods were up before it',
    ),
  downRollouts: z
    .array(
      z.object({
        replicaSet: z.string(),
        at: z.string().describe('When its pods were first seen to be down'),
        trouble: podTroubleSchema,
        wasNeverUp: z.boolean(),
      }),
    )
    .optional()
    .describe(
      'Former rollouts whose pods were down when somebody looked at them last',
    ),
  pods: z.array(
    z.object({
      name: z.string(),
      ready: z.boolean(),
      restarts: z.number(),
      trouble: podTroubleSchema.optional(),
      message: z
        .string()
        .optional()
        .describe("The cluster's own words about the trouble"),
      startedAt: z.string().optional(),
      memory: z
        .object({ usedBytes: z.number(), limitBytes: z.number().optional() })
        .optional(),
    }),
  ),
});

/** @public */
export type WorkloadDetails = z.infer<typeof detailsSchema>;

const TROUBLE_IN_WORDS: Record<PodTrouble, string> = {
  crashing: 'crashing',
  'out-of-memory': 'out of memory',
  unschedulable: 'without a node that can take them',
  'image-pull': 'unable to pull their image',
  'not-ready': 'not ready',
};

export const workload = defineProbe({
  name: 'workload',
  title: 'workload',
  details: detailsSchema,
  describe({ available, desired, pods }) {
    if (desired === 0) return 'No pods are wanted.';
    const counts = new Map<PodTrouble, number>();
    for (const { trouble } of pods) {
      if (trouble) counts.set(trouble, (counts.get(trouble) ?? 0) + 1);
    }
    const troubles = [...counts].map(
      ([trouble, count]) => `${count} ${TROUBLE_IN_WORDS[trouble]}`,
    );
    const suffix = troubles.length > 0 ? `: ${troubles.join(', ')}` : '';
    const verb = available === 1 ? 'is' : 'are';
    return `${available} of ${formatCount(
      desired,
      'pod',
    )} ${verb} available${suffix}.`;
  },
});
