/** The themes of Backstage name no font for code. */
export const MONOSPACE = 'Menlo, Consolas, "Liberation Mono", monospace';
