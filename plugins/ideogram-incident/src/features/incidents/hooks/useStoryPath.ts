import { useCallback } from 'react';
import { useResolvedPath } from 'react-router-dom';
import type { Incident } from 'backstage-plugin-ideogram-incident-common';

/** The address of an incident's story, below the tab that is looked at. */
export function useStoryPath(): (incident: Pick<Incident, 'number'>) => string {
  const { pathname } = useResolvedPath('.');
  const tab = pathname.replace(/\/$/, '');
  return useCallback(({ number }) => `${tab}/${number}`, [tab]);
}
