import { address, baseAddress, line, oneOf, pattern } from '../config/forms';
import { list, mapping, section, value, ConfigMistake } from '../config/schema';

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

export const ideogramSection = section({
  baseUrl: baseAddress()
    .prefault('https://api.ideogram.ai')
    .describe(
      'for the commands that the guidance shows; the plugin itself never calls it',
    ),
  verifyPath: pattern(
    'a path that begins with one /, without ? and #',
    /^\/(?!\/)[\w\-./~%]{0,500}$/,
  )
    .prefault('/v2/account/api-keys')
    .describe('where those commands check a key without paying for an image'),
}).prefault({});

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

const headerValue = value('a text in one line, of latin characters', raw => {
  if (typeof raw === 'string' && /^[\t\x20-\x7e\x80-\xff]+$/.test(raw)) {
    return raw;
  }
  throw new ConfigMistake('must be a text in one line, of latin characters');
});

const headers = mapping(headerValue, name => {
  if (!HEADER_NAME.test(name)) {
    // It may hold the value, so it is not repeated.
    return {
      message: 'has a name that is not the name of an HTTP header',
      hidden: true,
    };
  }
  return RESERVED_HEADERS.has(name.toLowerCase())
    ? { message: 'is set by every request itself; leave it out' }
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
