import { eachMatch, type Finder, type Span } from './span';

const LONG = '[\\w-]{16,}';
const LONG_BASE64 = '[\\w+/=-]{20,}';

const IN_SMALL_LETTERS = [
  // Anthropic, OpenAI and those that took over their form
  `sk-(?:(?:ant|proj|svcacct|admin|or|lf)-)?(?=\\w{16}|\\w+-)${LONG}`,
  'hf_[A-Za-z0-9]{16,}',
  'api_org_[A-Za-z0-9]{16,}',
  `(?:gsk_|pplx-|xai-|nvapi-|r8_)${LONG}`,
  // GitHub, GitLab
  `(?:gh[pousr]_|github_pat_)${LONG}`,
  `gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|agent|soat|oas|ffct)-${LONG}`,
  // Slack
  `(?:xox[a-z]-|xapp-|xoxe\\.xox[a-z]-)${LONG}`,
  // Stripe, Shopify, Square
  `(?:[rsp]k[-_](?:live|test|proj)[-_]|whsec_)${LONG}`,
  'shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32,}',
  `sq0[a-z]{3}-${LONG}`,
  // Mailgun, Brevo
  '(?:key-|xkeysib-)[0-9a-f]{32,}',
  // registries of packages and images
  `(?:npm_|pypi-|dckr_(?:pat|oat)_|rubygems_)${LONG}`,
  // Google
  `ya29\\.${LONG}`,
  // Vault, DigitalOcean, Databricks, PlanetScale, Supabase, Pulumi, Tailscale
  `(?:hv[sbr]\\.|do[opr]_v1_|dapi(?=[0-9a-f]{32})|pscale_(?:tkn|pw|oauth)_|sbp_|sb_secret_|pul-(?=[0-9a-f]{40})|tskey-[a-z]+-)${LONG}`,
  'dp\\.[a-z]{2,6}\\.[\\w.-]{40,}',
  // Grafana, Sentry, Linear, Notion, Figma, Airtable
  `(?:gls[ac]_|glc_|sntry[su]_|lin_api_|ntn_|figd_)${LONG_BASE64}`,
  'secret_[A-Za-z0-9]{43}',
  'pat\\w{14}\\.[0-9a-f]{64}',
];

const IN_CAPITALS = [
  // AWS: key ids, Bedrock
  '(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?!\\w)',
  'ABSK[\\w+/=]{40,}',
  // Google, SendGrid, Twilio
  `(?:AIza|GOCSPX-)${LONG}`,
  'SG\\.[\\w-]{10,}\\.[\\w-]{16,}',
  'SK[0-9a-f]{32}(?!\\w)',
  // Atlassian, Artifactory, age, Heroku, Postman, New Relic, Square
  `(?:AT(?:ATT3|CTT3|BB)|AKCp)${LONG_BASE64}`,
  'AGE-SECRET-KEY-1[A-Z0-9]{58}',
  `(?:HRKU-|PMAK-|NR(?:AK|II|JS|BR)-|EAAA(?=\\w{60}))${LONG}`,
  // Discord
  '[MNO][\\w-]{23,25}\\.[\\w-]{6}\\.[\\w-]{27,}',
];

const beginningWith = (forms: readonly string[]) =>
  new RegExp(`(?<![\\w-])(?:${forms.join('|')})`, 'g');

/**
 * Each with what stands in it in any case, for that is found sooner: most lines
 * have none of it. Several, and what can't be looked for by a rare beginning is looked for by a
 * rare end: an engine skips most of a text for each, and nothing for all at
 * once. What a group captures before the end belongs to the token.
 */
const FORMS: readonly [hint: string, form: RegExp][] = [
  ['', beginningWith(IN_SMALL_LETTERS)],
  ['', beginningWith(IN_CAPITALS)],
  // JSON Web Tokens
  ['eyJ', /(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*){0,3}/g],
  // Telegram, Mailchimp, Azure, Terraform Cloud
  [':AA', /(?<=(?<!\w)(\d{8,10})):AA[\w-]{32,33}/g],
  ['-us', /(?<=(?<!\w)([0-9a-f]{32}))-us\d{1,2}(?!\w)/g],
  ['Q~', /(?<=(?<![\w~.-])([\w~.-]{3}[78]))Q~[\w~.-]{31,34}/g],
  ['.atlasv1.', /(?<=(?<!\w)(\w{14}))\.atlasv1\.[\w-]{60,}/g],
];

/** Addresses that let whoever knows them write. */
const WEBHOOK =
  /(?:hooks\.slack\.com\/(?=services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks\/|webhook\.office\.com\/webhookb2\/)([\w@/-]+)/g;
/** A scheme and its credential, where no header's name stands before it. */
const SCHEME =
  /(?:(?<![\w-])|(?<=--oauth2-))(?:bearer|basic)[ \t]{1,8}([\w.~+/-]{8,}={0,2})/gi;
const PROSE = /^(?:[A-Z]?[a-z]+|[A-Z]+)(?:[-.,/][A-Z]?[a-z]*)*$/;

/** What can be told to be a secret by its own form. */
export const findTokens: Finder = text => {
  const spans: Span[] = [];
  const add = (context: number, from: number, to: number) =>
    spans.push({ rule: 'token', context, from, to });
  for (const [hint, form] of FORMS) {
    if (!text.includes(hint)) continue;
    eachMatch(text, form, ({ 0: rest, 1: before = '', index }) => {
      const from = index - before.length;
      add(from, from, index + rest.length);
    });
  }
  if (text.includes('hook')) {
    eachMatch(text, WEBHOOK, ({ 0: all, 1: path, index }) => {
      const to = index + all.length;
      add(index, to - path.length, to);
    });
  }
  eachMatch(text, SCHEME, ({ 0: all, 1: value, index }) => {
    const to = index + all.length;
    if (!PROSE.test(value)) add(index, to - value.length, to);
  });
  return spans;
};
