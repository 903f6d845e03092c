export { askIdeogramAboutKey } from './askAboutKey';
