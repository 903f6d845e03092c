import type { KubeObject } from '../../objects';
import type { FieldMistake } from './fieldMistakes';

/** What is particular to one resource: its defaults, and what it refuses. */
export interface Strategy {
  defaults?: (object: any) => KubeObject;
  /** `previous` is there at an update. */
  validate?: (object: any, previous?: any) => FieldMistake[];
  /** Whether `metadata.generation` counts the changes of `spec`. */
  generation?: true;
}
