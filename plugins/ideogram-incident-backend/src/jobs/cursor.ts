import { InputError } from '@backstage/errors';

/** Where a page ends, and the next one begins. */
export interface Cursor {
  createdAt: string;
  id: string;
}

const FORM = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)_([0-9a-f-]{36})$/;

export const cursorText = ({ createdAt, id }: Cursor) => `${createdAt}_${id}`;

/** @throws InputError */
export function parseCursor(text: string): Cursor {
  const match = FORM.exec(text);
  if (!match)
    throw new InputError('cursor: must be a cursor from an earlier answer');
  return { createdAt: match[1], id: match[2] };
}
