import { InputError } from '@backstage/errors';

/**
 * What is wrong with a request. It is masked where it is put together: taken as
 * one text, what is said of a field that is called a secret would pass for it.
 */
export class MistakesError extends InputError {}
