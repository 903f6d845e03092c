import type { Route } from 'backstage-plugin-ideogram-incident-common';
import { z } from 'zod';
import type {
  ZodOpenApiContentObject,
  ZodOpenApiResponseObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi';

/** How Backstage answers where something went wrong. */
const errorSchema = z
  .object({
    error: z.object({ name: z.string(), message: z.string() }),
    request: z.object({ method: z.string(), url: z.string() }).optional(),
    response: z.object({ statusCode: z.number() }),
  })
  .meta({ id: 'Error' });

const eventStreamSchema = z
  .string()
  .describe(
    'Server-sent events: `reading` with a Reading for each reading as it arrives; then `triage` with the Triage, or `error` with an Error. Comments keep the connection alive',
  );

const ERRORS = {
  400: 'Bad input; the message names the field',
  401: 'No credentials, or they are no longer valid',
  403: 'The permission is missing; the message names it',
  404: 'There is no such entity, it does not name the target, or the target is not defined; the message says which',
  500: 'Unforeseen error; the message refers to the log of the backend',
  503: 'A part of the portal that is needed can not be asked',
} as const;

function errorsOf({ permission }: Route): (keyof typeof ERRORS)[] {
  return permission === 'none' ? [500] : [400, 401, 403, 404, 500, 503];
}

function contentOf({ produces, response }: Route): ZodOpenApiContentObject {
  return Object.fromEntries(
    produces.map(mediaType => [
      mediaType,
      {
        schema:
          mediaType === 'text/event-stream' ? eventStreamSchema : response,
      },
    ]),
  );
}

/** All that a route may answer. */
export function responsesOf(route: Route): ZodOpenApiResponsesObject {
  const errors = errorsOf(route).map(status => ({
    status,
    description: ERRORS[status],
    content: { 'application/json': { schema: errorSchema } },
  }));
  const answers = [
    { status: 200, description: route.summary },
    ...(route.alsoAnswers ?? []),
  ].map(answer => ({ ...answer, content: contentOf(route) }));

  const responses: Record<string, ZodOpenApiResponseObject> = {};
  for (const { status, description, content } of [...answers, ...errors]) {
    const before = responses[status];
    responses[status] = {
      description: before
        ? `${before.description}; ${description}`
        : description,
      content: { ...before?.content, ...content },
    };
  }
  return responses as ZodOpenApiResponsesObject;
}
