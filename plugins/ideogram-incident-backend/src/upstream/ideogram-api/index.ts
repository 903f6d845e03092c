import type { askIdeogramAboutKey } from './askAboutKey';

export { askIdeogramAboutKey, type KeyAnswer } from './askAboutKey';
export type AskIdeogramAboutKey = typeof askIdeogramAboutKey;
export { askIdeogram, type IdeogramAnswer } from './askIdeogram';
