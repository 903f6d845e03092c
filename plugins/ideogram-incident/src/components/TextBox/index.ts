export { TextBox } from './TextBox';
