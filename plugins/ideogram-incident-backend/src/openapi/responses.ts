import {
  incidentSchema,
  problemSchema,
  type Route,
} from 'backstage-plugin-ideogram-incident-common';
import { z } from 'zod';
import type {
  ZodOpenApiContentObject,
  ZodOpenApiResponseObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi';

/** How Backstage answers where something went wrong; while developing, with more. */
const errorSchema = z
  .looseObject({
    error: z.looseObject({
      name: z.string(),
      message: z.string(),
      problem: problemSchema.optional(),
      operation: z
        .string()
        .optional()
        .describe('The operation that stands in the way'),
    }),
    request: z.looseObject({ method: z.string(), url: z.string() }).optional(),
    response: z.looseObject({ statusCode: z.number() }),
    incident: incidentSchema
      .optional()
      .describe('With 409: the one that stands in the way, or as it is now'),
  })
  .meta({ id: 'Error' });

const eventStreamSchema = z
  .string()
  .describe(
    'Server-sent events. Of a triage: `reading` with a Reading for each reading as it arrives, then `triage` with the Triage. Of an operation: `operation` with the Operation at each change, until it has ended. In both, `error` with an Error ends the stream, and comments keep it alive',
  );

const ERRORS = {
  400: 'Bad input; the message names the field',
  401: 'No credentials, or they are no longer valid',
  403: 'The permission is missing; the message names it',
  404: 'There is no such thing, or the caller may not know of it; or the entity does not name the target, or the target is not defined; the message says which',
  409: 'Something else goes on, or has been decided; the message says what',
  413: 'The body is longer than what is read',
  422: "It can't be done, as the problem says; or the Idempotency-Key was used for something else",
  500: 'Unexpected error; the message refers to the log of the backend',
  503: "A part of the portal that is needed, such as its database, can't be asked",
} as const;

function errorsOf({
  permission,
  body,
  subject,
  refuses = [],
}: Route): (keyof typeof ERRORS)[] {
  return permission === 'none'
    ? [500]
    : [
        400,
        401,
        403,
        ...(subject === 'none' ? [] : ([404] as const)),
        ...refuses,
        ...(body ? ([413] as const) : []),
        500,
        503,
      ];
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
  const accepted = route.accepted
    ? [
        {
          status: 202,
          description: 'It goes on by itself',
          content: { 'application/json': { schema: route.accepted } },
        },
      ]
    : [];

  const responses: Record<string, ZodOpenApiResponseObject> = {};
  for (const { status, description, content } of [
    ...answers,
    ...accepted,
    ...errors,
  ]) {
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
