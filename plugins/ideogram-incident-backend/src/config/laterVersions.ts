import type { Section } from './section';

/** Known to the configuration, used by a later version. */
const SECTIONS = ['communication', 'evidence', 'postmortem'];
const INCIDENTS = ['watcher', 'businessHours'];

function warnOf(section: Section, names: readonly string[]): string[] {
  return names
    .filter(name => section.has(name))
    .map(name => `${section.keyOf(name)} has no effect in this version`);
}

export const unusedSections = (root: Section) => warnOf(root, SECTIONS);

export const unusedIncidents = (section: Section) => warnOf(section, INCIDENTS);
