import { NotFoundError } from '@backstage/errors';
import type { SubjectFinder, SubjectParts } from '../feature';
import type { OperationLedger } from './ledger';

/** An operation belongs to the entity that it was started from. */
export function createOperationFinder(
  ledger: Pick<OperationLedger, 'find'>,
): SubjectFinder<SubjectParts['operation']> {
  return {
    named: ({ params }) => ({ operation: params.id }),
    async find({ params: { id } }) {
      const entry = await ledger.find(id);
      if (!entry) throw new NotFoundError(`There is no operation ${id}`);
      const { operation } = entry;
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
