import { maskSecrets } from 'backstage-plugin-ideogram-incident-common';

/** As in a request. */
const LONGEST_REASON = 1000;

/** A reason as it may be stored: whoever pastes a key may paste it twice. */
export function maskedReason(
  reason: string | undefined,
  parameters: Record<string, unknown>,
): string | undefined {
  const known = Object.values(parameters).filter(
    value => typeof value === 'string',
  );
  // A mask may be longer than what it stands for.
  return reason && maskSecrets(reason, known).text.slice(0, LONGEST_REASON);
}
