import {
  useTranslationRef,
  type TranslationFunction,
} from '@backstage/core-plugin-api/alpha';
import { ideogramIncidentTranslationRef } from '../translation';

/** The texts of the user interface in the viewer's language. */
export function useTranslation(): TranslationFunction<
  (typeof ideogramIncidentTranslationRef)['T']
> {
  return useTranslationRef(ideogramIncidentTranslationRef).t;
}
