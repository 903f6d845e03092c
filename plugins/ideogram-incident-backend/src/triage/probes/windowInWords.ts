import { formatDuration } from 'backstage-plugin-ideogram-incident-common';
import { promDurationSeconds } from '../../upstream/prometheus';

/** `5 min` for the PromQL duration `5m`. */
export function windowInWords(window: string): string {
  const seconds = promDurationSeconds(window);
  return seconds === undefined ? window : formatDuration(seconds);
}
