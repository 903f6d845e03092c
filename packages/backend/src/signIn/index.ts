export { authModuleSandboxProvider as default } from './module';
