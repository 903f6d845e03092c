import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  ActionList,
  Action,
} from 'backstage-plugin-ideogram-incident-common';
import { ideogramIncidentApiRef } from '../../../api';
import {
  requestFailure,
  type RequestFailure,
} from '../../../api/requestFailure';
import { useTranslation } from '../../../hooks/useTranslation';

/** Each time costs the cluster some requests: less often than readings. */
const MIN_INTERVAL_MS = 15_000;

/** What may be done about a target now, as the signed-in person. */
export interface ActionsState {
  /** The last answer; it stays where a later one fails. */
  list?: ActionList;
  /** Why the last attempt failed. */
  failure?: RequestFailure;
  /** Asks at once, whenever it was asked before. */
  refresh(): void;
}

/** What was last seen of a target. */
export interface TargetObservation {
  /** When it was looked at. */
  observedAt: string | undefined;
  /** What was read of its workload, in words. */
  workload: string | undefined;
}

/**
 * The remediation actions of a target.
 *
 * @param seen - it asks again when that is newer, though not each time; but at
 * once when the workload is another, for what may be done depends on it
 */
export function useActions(
  entityRef: string,
  target: string,
  seen: TargetObservation,
): ActionsState {
  const api = useApi(ideogramIncidentApiRef);
  const of = `${entityRef} ${target}`;
  const [state, setState] = useState<{
    of: string;
    list?: ActionList;
    failure?: RequestFailure;
  }>({ of });
  const asked = useRef({ of: '', number: 0, at: -Infinity });

  const refresh = useCallback(() => {
    const number = asked.current.number + 1;
    asked.current = { of, number, at: Date.now() };
    // Only the newest question counts: an older answer may be late.
    const isWanted = () => asked.current.number === number;
    api.call('actions', { entityRef, query: { target } }).then(
      list => isWanted() && setState({ of, list }),
      error =>
        isWanted() &&
        setState(last => ({
          of,
          list: last.of === of ? last.list : undefined,
          failure: requestFailure(error),
        })),
    );
  }, [api, entityRef, target, of]);

  const workloadBefore = useRef<string>();
  useEffect(() => {
    const { of: before, at } = asked.current;
    const isAnother =
      workloadBefore.current !== undefined &&
      workloadBefore.current !== seen.workload;
    workloadBefore.current = seen.workload;
    if (before !== of || isAnother || Date.now() - at >= MIN_INTERVAL_MS)
      refresh();
  }, [refresh, of, seen.observedAt, seen.workload]);

  useEffect(
    () => () => {
      asked.current = { of: '', number: asked.current.number + 1, at: 0 };
    },
    [],
  );

  return useMemo(
    () =>
      state.of === of
        ? { list: state.list, failure: state.failure, refresh }
        : { refresh },
    [state, of, refresh],
  );
}

/**
 * The remediation actions of several targets, by the target's name; of those
 * that have answered. A later answer that fails leaves the one before.
 *
 * @param everyMs - how often they are asked for while somebody looks
 */
export function useActionsOfTargets(
  entityRef: string,
  targets: readonly string[],
  everyMs: number,
): ReadonlyMap<string, ActionList> {
  const api = useApi(ideogramIncidentApiRef);
  const [lists, setLists] = useState<ReadonlyMap<string, ActionList>>(
    new Map(),
  );
  // Names have no line breaks: the annotation is one line.
  const names = targets.join('\n');

  useEffect(() => {
    let wanted = true;
    setLists(new Map());
    const ask = () => {
      if (document.hidden) return;
      names
        .split('\n')
        .filter(Boolean)
        .forEach(target =>
          api.call('actions', { entityRef, query: { target } }).then(
            list =>
              wanted &&
              setLists(previous => new Map(previous).set(target, list)),
            // What is wrong is told by the triage of the target.
            () => {},
          ),
        );
    };
    ask();
    const timer = setInterval(ask, everyMs);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [api, entityRef, names, everyMs]);

  return lists;
}

/** What pressing an action's button does: it, or asking somebody for it. */
export function useActionLabel(): (
  action: Pick<Action, 'title' | 'needs'>,
) => string {
  const t = useTranslation();
  return ({ title, needs }) =>
    needs.approval
      ? t('action.askFor', {
          action: title.charAt(0).toLocaleLowerCase('en-US') + title.slice(1),
        })
      : title;
}
