import { randomUUID } from 'node:crypto';

/** The prompt of a JSON or multipart request; undefined where there is none. */
export function promptOf(
  contentType: string | undefined,
  body: unknown,
): string | undefined {
  if (typeof body !== 'string') return undefined;
  if (contentType?.startsWith('multipart/form-data')) {
    const part = /name="prompt"[^\r\n]*(?:\r\n[^\r\n]+)*\r\n\r\n([^\r]*)/;
    return part.exec(body)?.[1].trim() || undefined;
  }
  try {
    const { prompt } = JSON.parse(body);
    return typeof prompt === 'string' && prompt.trim() ? prompt : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The answer to a request for an image. A prompt with the word `blocked` gets
 * a result that the safety filter holds back.
 */
export function imageResult(prompt: string, origin: string) {
  const safe = !prompt.includes('blocked');
  return {
    created: new Date().toISOString(),
    data: [
      {
        prompt,
        resolution: '1024x1024',
        is_image_safe: safe,
        seed: Math.floor(Math.random() * 2 ** 31),
        style_type: 'GENERAL',
        url: safe ? `${origin}/images/${randomUUID()}.svg` : null,
      },
    ],
  };
}

/** An image that is the same whenever the same id is asked for. */
export function svgImage(id: string): string {
  const hue = [...id].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 360, 7);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="hsl(${hue} 60% 40%)"/><circle cx="32" cy="32" r="18" fill="hsl(${
    (hue + 140) % 360
  } 70% 65%)"/></svg>`;
}
