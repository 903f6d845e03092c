/**
 * Extension points of the Ideogram Incident backend plugin.
 *
 * @packageDocumentation
 */
export * from './target';
export * from './probes/probe';
export * from './probes/extensionPoint';
