import { z } from 'zod';

export const noParameters = z.strictObject({});
