import type { SubjectFinder, SubjectParts } from '../feature';
import type { OperationLedger } from './ledger';

/** An operation belongs to the entity that it was started from. */
export function createOperationFinder(
  ledger: Pick<OperationLedger, 'get'>,
): SubjectFinder<SubjectParts['operation']> {
  return {
    named: ({ params }) => ({ operation: params.id }),
    async find({ params: { id } }) {
      const { operation } = await ledger.get(id);
      const { entityRef, target, action } = operation;
      return {
        entityRefs: [entityRef],
        action,
        meta: { entityRef, target, action },
        resolve: () => ({ operation }),
      };
    },
  };
}
