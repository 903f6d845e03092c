/** How the stand-in of the Ideogram API behaves at the moment. */
export interface ApiBehaviour {
  /** False: connections are refused. */
  reachable: boolean;
  /** How long an image takes, in milliseconds, from and to. */
  imageMs: readonly [number, number];
  /** Images in progress at once for one key; one more gets a 429. */
  maxInFlight: number;
  /** Answers every request for an image with one of these statuses. */
  faults: readonly (500 | 503)[];
  /** The keys that production has when it begins are revoked. */
  productionKeyRevoked: boolean;
  /** Why the account may not make images; a 402 says so. */
  billing: 'in-order' | 'insufficient_funds' | 'daily_limit';
}

/** All is well. */
export const WELL: ApiBehaviour = {
  reachable: true,
  imageMs: [250, 800],
  maxInFlight: 60,
  faults: [],
  productionKeyRevoked: false,
  billing: 'in-order',
};
