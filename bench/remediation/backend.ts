import { startBackend } from '../measuring/backend';

startBackend();
