/** What stands in the place of a secret. */
export const MASK = '[masked]';

/** A text in which secrets were replaced, and how many there were. */
export interface Masked {
  text: string;
  masked: number;
}
