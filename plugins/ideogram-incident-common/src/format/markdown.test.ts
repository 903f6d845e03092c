import { escapeMarkdown } from './markdown';

it.each([
  ['Nothing in it, is there? No: "plain" text; at 12:04, of 5.5%.'],
  ['INC-17 P1 Größe 😀'],
])('leaves %j as it is', line => {
  expect(escapeMarkdown(line)).toBe(line);
});

it.each([
  ['**bold** _and_ `code`', '\\*\\*bold\\*\\* \\_and\\_ \\`code\\`'],
  ['![x](y) [z][1] \\', '\\!\\[x\\]\\(y\\) \\[z\\]\\[1\\] \\\\'],
  ['<b>a</b> &lt;', '&#60;b&#62;a&#60;/b&#62; &#38;lt;'],
  [
    'a | b ~~c~~ ==d== ^e^ $f$',
    'a &#124; b &#126;&#126;c&#126;&#126; &#61;&#61;d&#61;&#61; &#94;e&#94; &#36;f&#36;',
  ],
  ['https://a.b www.c.d e@f.g', 'https&#58;//a.b www&#46;c.d e&#64;f.g'],
  ['{{ macro }} {: .class }', '\\{\\{ macro \\}\\} \\{: .class \\}'],
  ['# title', '\\# title'],
  ['- item', '&#45; item'],
  ['+ item', '&#43; item'],
  ['12. item', '12&#46; item'],
  ['1) item', '1\\) item'],
  ['=====', '&#61;&#61;&#61;&#61;&#61;'],
  [': definition', '&#58; definition'],
  ['--8<-- "file"', '&#45;-8&#60;-- "file"'],
])('takes its meaning from %j', (line, escaped) => {
  expect(escapeMarkdown(line)).toBe(escaped);
});
