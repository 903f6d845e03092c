import { pattern } from './forms';
import { ConfigMistake, value } from './schema';

const LABEL = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';

/** Of a namespace or a container. */
export const labelName = pattern(
  'a Kubernetes name: up to 63 of a-z, 0-9 and -, beginning and ending with a letter or digit',
  new RegExp(`^${LABEL}$`),
  'Kubernetes name, up to 63 characters',
);

/** Of a deployment or a secret. */
export const subdomainName = pattern(
  'a Kubernetes name: a-z, 0-9, - and ., beginning and ending with a letter or digit',
  new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`),
  'Kubernetes name',
);

export const secretKey = pattern(
  'a key of a secret: letters, digits, -, _ and .',
  /^(?!\.{1,2}$)[-._a-zA-Z0-9]{1,253}$/,
  'key of a secret',
);

export const envName = pattern(
  'the name of an environment variable: letters, digits and _, not beginning with a digit',
  /^[A-Za-z_][A-Za-z0-9_]{0,252}$/,
  'name of an environment variable',
);

const KEY = `(?:${LABEL}(?:\\.${LABEL})*/)?[A-Za-z0-9](?:[-._A-Za-z0-9]{0,61}[A-Za-z0-9])?`;
const VALUE = '(?:[A-Za-z0-9](?:[-._A-Za-z0-9]{0,61}[A-Za-z0-9])?)?';
const REQUIREMENT = new RegExp(
  `^(?:!?${KEY}|${KEY} *(?:=|==|!=) *${VALUE}|${KEY} +(?:in|notin) +\\( *${VALUE}(?: *, *${VALUE})* *\\))$`,
);

/** An empty one would select the pods of everybody. */
export const labelSelector = value('label selector, not empty', raw => {
  const requirements =
    typeof raw === 'string' && raw.length <= 1000
      ? raw.split(/,(?![^(]*\))/).map(part => part.trim())
      : [''];
  if (!requirements.every(requirement => REQUIREMENT.test(requirement))) {
    throw new ConfigMistake(
      'must be a Kubernetes label selector, such as app=ideogram-integration or app in (a, b)',
    );
  }
  return requirements.join(',');
});
