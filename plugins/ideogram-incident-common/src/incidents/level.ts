import { severityLevelSchema, type SeverityLevel } from '../triage/triage';

/** The worst first. */
const LEVELS = severityLevelSchema.options;

/**
 * Whether a level is more severe than another.
 *
 * @public
 */
export function isWorse(level: SeverityLevel, than: SeverityLevel): boolean {
  return LEVELS.indexOf(level) < LEVELS.indexOf(than);
}
