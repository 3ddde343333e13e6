import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { format } from 'prettier';
import { packageJsonSchema } from '#shared/packages/json-schema.ts';

/** `npm run schema`: writes the JSON Schema of packages, which the repository publishes for whoever reads them. */
const root = path.resolve(import.meta.dirname, '..');
const text = await format(JSON.stringify(packageJsonSchema()), { parser: 'json', printWidth: 110 });
writeFileSync(path.join(root, 'shared/packages/package.schema.json'), text);
