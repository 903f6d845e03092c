import { readFileSync, writeFileSync } from 'node:fs';
import {
  backstageSchema,
  DOCUMENTATION,
  SCHEMA,
  withReferences,
} from './reference';

// Run by `yarn build:config`, which also formats what it writes.
writeFileSync(SCHEMA, JSON.stringify(backstageSchema()));
writeFileSync(
  DOCUMENTATION,
  withReferences(readFileSync(DOCUMENTATION, 'utf8')),
);
