export { DialogFooter, DialogHeader, DialogSection } from './DialogParts';
