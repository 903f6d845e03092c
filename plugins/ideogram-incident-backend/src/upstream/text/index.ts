export { plainText, printable, shortened } from './plainText';
