import { guidanceFor } from '../guidance/guidanceFor';
import type { TargetDescription } from '../target/target';
import { decide } from './decide';
import { errorClassOf } from './errorClassOf';
import type { Reading } from './reading';
import {
  severityOf,
  type JudgedSeverity,
  type RespondWithin,
} from './severity';
import type { Decision, TriageErrorClass } from './triage';

/** @public */
export interface Evaluation {
  errorClass: TriageErrorClass;
  severity: JudgedSeverity;
  decision: Decision;
}

/**
 * All that follows from the readings of a target at one moment.
 *
 * @public
 */
export function evaluateReadings({
  target,
  readings,
  respondWithin,
}: {
  target: TargetDescription;
  readings: readonly Reading[];
  respondWithin?: RespondWithin;
}): Evaluation {
  const errorClass = errorClassOf(readings);
  const decided = decide(readings);
  return {
    errorClass,
    severity: severityOf({ readings, path: decided.path, respondWithin }),
    decision: {
      ...decided,
      guidance: guidanceFor({ target, readings, errorClass, decided }),
    },
  };
}
