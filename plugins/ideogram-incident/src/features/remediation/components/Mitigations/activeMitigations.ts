import type {
  Action,
  ActionList,
  Mitigation,
} from 'backstage-plugin-ideogram-incident-common';
import { useTranslation } from '../../../../hooks/useTranslation';
import { remediationMessages } from '../../messages';

/** A mitigation that is in force, with the actions that set and revert it. */
export interface ActiveMitigation extends Mitigation {
  setBy: Action;
  /** Undefined where the backend does not offer it. */
  revert?: Action;
}

/** Those in force; first the ones whose reason is gone, for they can end. */
export function activeMitigations(
  list: ActionList | undefined,
): ActiveMitigation[] {
  const actions = list?.actions ?? [];
  return actions
    .flatMap(setBy =>
      setBy.mitigation?.inForce
        ? [
            {
              ...setBy.mitigation,
              setBy,
              revert: actions.find(
                ({ id }) => id === setBy.mitigation?.revertedBy,
              ),
            },
          ]
        : [],
    )
    .sort(
      (a, b) => Number(b.reasonGone ?? false) - Number(a.reasonGone ?? false),
    );
}

/**
 * The actions that revert what is still needed: they are offered where that
 * stands, and nowhere else.
 */
export function neededReverts(
  list: ActionList | undefined,
): ReadonlySet<string> {
  const needed = activeMitigations(list).filter(one => !one.reasonGone);
  return new Set(needed.map(({ revertedBy }) => revertedBy));
}

type Named = keyof typeof remediationMessages.inForce;

const isNamed = (id: string): id is Named =>
  Object.hasOwn(remediationMessages.inForce, id);

/** What is in force: "Fallback"; the title of the action of another module. */
export function useMitigationName(): (setBy: Action) => string {
  const t = useTranslation();
  return ({ id, title }) => (isNamed(id) ? t(`inForce.${id}`) : title);
}
