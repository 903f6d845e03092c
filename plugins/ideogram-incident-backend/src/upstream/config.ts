import {
  address,
  baseAddress,
  flag,
  line,
  oneOf,
  pattern,
} from '../config/forms';
import { isObject } from '../config/mistakes';
import {
  asWritten,
  list,
  mapping,
  orFalse,
  section,
  value,
  ConfigMistake,
} from '../config/schema';

export const statusPageSection = section({
  provider: oneOf([
    'statuspage',
    'instatus',
    'incidentio',
    'betterstack',
    'none',
  ])
    .prefault('statuspage')
    .describe(
      'the product behind the page; `none` takes away what `defaults` gives',
    ),
  url: baseAddress()
    .prefault('https://status.ideogram.ai')
    .describe("the provider's path is appended"),
  components: list(line)
    .min(1, 'must name a component, or be left out')
    .optional()
    .describe(
      'only incidents and maintenance of these count, named as on the page: by name, group or section, `group / name`, or id; all where it is left out',
    ),
})
  .transform(({ provider, ...rest }) =>
    provider === 'none' ? undefined : { provider, ...rest },
  )
  .optional();

const ideogramPath = pattern(
  'a path that begins with one /, without ? and #',
  /^\/(?!\/)[\w\-./~%]{0,500}$/,
);

const ideogramProbe = section({
  path: ideogramPath
    .prefault('/v1/.well-known/jwks.json')
    .describe(
      'what the portal asks Ideogram for: without a key, and nothing is billed; `ideogram.probe: false` switches the reading off',
    ),
  verifyKey: flag
    .prefault(false)
    .describe(
      'also asks `verifyPath` every few minutes with the key in the secret, which the account must be allowed to read; the key is never shown',
    ),
});

export const ideogramSection = asWritten(
  section({
    baseUrl: baseAddress()
      .prefault('https://api.ideogram.ai')
      .describe(
        'the Ideogram API: what verifies a key asks it, and so does the reading ideogram-api, where this or `ideogram.probe` is written',
      ),
    verifyPath: ideogramPath
      .prefault('/v2/account/api-keys')
      .describe('where a key is checked without paying for an image'),
    probe: orFalse(ideogramProbe).optional(),
  }),
  ({ probe, ...rest }, raw) => {
    const isWritten = isObject(raw) && raw.baseUrl !== undefined;
    const isAsked = probe !== false && (probe || isWritten);
    return {
      ...rest,
      ...(isAsked && { probe: probe ?? ideogramProbe.parse({}) }),
    };
  },
).prefault({});

export const healthSection = section({
  url: address
    .prefault('https://api.yourapp.com/health')
    .describe("the integration's own health address"),
  path: pattern(
    'up to ten keys joined by dots, such as services.ideogram',
    /^[^.\s]{1,100}(?:\.[^.\s]{1,100}){0,9}$/,
  )
    .prefault('services.ideogram')
    .describe(
      'where in the body the answer stands; then the other known shapes are tried, such as `ideogram.connected` or a bare `status`',
    ),
}).optional();

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;

/** Those that the HTTP client writes itself, or that would break a request. */
const RESERVED_HEADERS = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const headerValue = value('one line of Latin characters', raw => {
  if (typeof raw === 'string' && /^[\t\x20-\x7e\x80-\xff]+$/.test(raw)) {
    return raw;
  }
  throw new ConfigMistake('must be one line of Latin characters');
});

const headers = mapping(headerValue, name => {
  if (!HEADER_NAME.test(name)) {
    // It may hold the value, so it is not repeated.
    return {
      message: 'has a name that no HTTP header can have',
      hidden: true,
    };
  }
  return RESERVED_HEADERS.has(name.toLowerCase())
    ? { message: 'is already set on every request; leave it out' }
    : undefined;
});

export const prometheusList = list(
  section({
    url: baseAddress('use headers')
      .prefault('http://localhost:9090')
      .describe(
        "anything that speaks Prometheus' HTTP API: Thanos, Mimir, VictoriaMetrics; with the path prefix where there is one. In order: the next one is asked when one can't answer",
      ),
    headers: headers.prefault({}).meta({
      description:
        'sent with each request, such as `Authorization` or `X-Scope-OrgID`',
      deepVisibility: 'secret',
    }),
  }),
).prefault([]);

export const metricsSection = section({
  url: address
    .prefault('http://ideogram-integration.default.svc:3000/metrics')
    .describe(
      "the integration's own metrics: the last resort, rates are computed between two scrapes",
    ),
}).optional();
