import type { Target } from 'backstage-plugin-ideogram-incident-node';

/** What the Ideogram API makes of a key. */
export interface KeyAnswer {
  /** `unknown` where it could not be asked, or said nothing of the key. */
  answer: 'accepted' | 'refused' | 'unknown';
  /** Such as `api.ideogram.ai answers 401`. */
  words: string;
}

export type AskIdeogramAboutKey = (
  target: Target,
  apiKey: string,
  options: { signal: AbortSignal },
) => Promise<KeyAnswer>;
