import { STATUS_CODES } from 'node:http';

/** What became of one call of the Ideogram API. */
export type CallOutcome =
  | { kind: 'image'; url: string }
  /** Refused by the safety filter: the prompt's fault, nobody's outage. */
  | { kind: 'blocked'; httpStatus: 200 | 422 }
  /** `errorType` is the HTTP status, or `network` or `timeout`. */
  | { kind: 'failed'; errorType: string; message: string };

export interface IdeogramClient {
  generate(prompt: string, style: string): Promise<CallOutcome>;
}

const GIVE_UP_AFTER_MS = 60_000;

export function createIdeogramClient(options: {
  url: string;
  apiKey: string;
}): IdeogramClient {
  return {
    async generate(prompt, style) {
      try {
        const response = await fetch(`${options.url}/v1/ideogram-v3/generate`, {
          method: 'POST',
          headers: {
            'Api-Key': options.apiKey,
            'content-type': 'application/json',
          },
          body: JSON.stringify({ prompt, style_type: style }),
          signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
        });
        return outcomeOf(response.status, await response.text());
      } catch (error) {
        return notReached(error);
      }
    },
  };
}

function outcomeOf(status: number, text: string): CallOutcome {
  const body = parse(text);
  if (status === 422) return { kind: 'blocked', httpStatus: 422 };
  if (status !== 200) {
    const reason = body?.reject_reason
      ? ` reject_reason=${body.reject_reason}`
      : '';
    return {
      kind: 'failed',
      errorType: String(status),
      message: `Ideogram API answered ${status} ${
        STATUS_CODES[status] ?? ''
      }${reason}`,
    };
  }
  const [image] = body?.data ?? [];
  if (image?.is_image_safe === false) {
    return { kind: 'blocked', httpStatus: 200 };
  }
  if (!image?.url) {
    return {
      kind: 'failed',
      errorType: 'invalid_answer',
      message: 'Ideogram API answered without an image',
    };
  }
  return { kind: 'image', url: image.url };
}

interface Body {
  reject_reason?: string;
  data?: { is_image_safe?: boolean; url?: string }[];
}

function parse(text: string): Body | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notReached(error: unknown): CallOutcome {
  const { name, message, cause } = error as Error & { cause?: Error };
  if (name === 'TimeoutError') {
    return {
      kind: 'failed',
      errorType: 'timeout',
      message: 'Ideogram API did not answer in time',
    };
  }
  return {
    kind: 'failed',
    errorType: 'network',
    message: `Ideogram API was not reached: ${cause?.message ?? message}`,
  };
}
