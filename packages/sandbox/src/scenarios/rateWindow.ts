/**
 * Over how many seconds the portal takes rates in the sandbox: the window in
 * app-config.sandbox.yaml.
 */
export const RATE_WINDOW_SECONDS = 20;
