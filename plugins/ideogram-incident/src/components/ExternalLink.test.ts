import { safeUrl } from './ExternalLink';

it.each([
  ['https://grafana.example.com/d/1', 'https://grafana.example.com/d/1'],
  ['http://localhost:9090', 'http://localhost:9090/'],
  // eslint-disable-next-line no-script-url
  ['javascript:alert(1)', undefined],
  [' java\nscript:alert(1)', undefined],
  ['data:text/html,<script>', undefined],
  ['vbscript:x', undefined],
  ['/relative', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j is %s', (address, url) => {
  expect(safeUrl(address)).toBe(url);
});
