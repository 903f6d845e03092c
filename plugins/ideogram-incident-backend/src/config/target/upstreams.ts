import type { TargetDescription } from 'backstage-plugin-ideogram-incident-common';
import type { Target } from 'backstage-plugin-ideogram-incident-node';
import type { Section } from '../section';
import { address, baseAddress } from '../values/address';
import { line, oneOf, pattern } from '../values/basics';
import { readHeaders } from '../values/headers';

const PROVIDERS = [
  'statuspage',
  'instatus',
  'incidentio',
  'betterstack',
  'none',
] as const;

export function readStatusPage(
  section: Section,
): TargetDescription['statusPage'] {
  const provider = section.value('provider', oneOf(PROVIDERS), 'statuspage');
  const url = section.value('url', baseAddress(), 'https://status.ideogram.ai');
  const components = section.list('components', line);
  if (components?.length === 0) {
    section.mistake('components', 'must name a component, or be left out');
  }
  if (provider === 'none') return undefined;
  return { provider, url, ...(components && { components }) };
}

export function readIdeogram(section: Section): TargetDescription['ideogram'] {
  return {
    baseUrl: section.value('baseUrl', baseAddress(), 'https://api.ideogram.ai'),
    verifyPath: section.value(
      'verifyPath',
      pattern(
        /^\/(?!\/)[\w\-./~%]{0,500}$/,
        'a path that begins with one /, without ? and #',
      ),
      '/v2/account/api-keys',
    ),
  };
}

export function readHealth(section: Section): TargetDescription['health'] {
  return {
    url: section.value('url', address, 'https://api.yourapp.com/health'),
    path: section.value(
      'path',
      pattern(
        /^[^.\s]{1,100}(?:\.[^.\s]{1,100}){0,9}$/,
        'up to ten keys joined by dots, such as services.ideogram',
      ),
      'services.ideogram',
    ),
  };
}

export function readPrometheus(section: Section): Target['prometheus'][number] {
  return {
    url: section.value(
      'url',
      baseAddress('use headers'),
      'http://localhost:9090',
    ),
    headers: section.section('headers', readHeaders) ?? {},
  };
}

export function readMetrics(section: Section): TargetDescription['metrics'] {
  return {
    url: section.value(
      'url',
      address,
      'http://ideogram-integration.default.svc:3000/metrics',
    ),
  };
}
