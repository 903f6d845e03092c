/**
 * Extension points of the Ideogram Incident backend plugin.
 *
 * @packageDocumentation
 */
export * from './target';
export * from './probes/probe';
export * from './probes/extensionPoint';
export * from './remediation/action';
export * from './remediation/cluster';
export * from './remediation/extensionPoint';
