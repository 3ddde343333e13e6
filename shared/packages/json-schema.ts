import { z } from 'zod';
import { contentSchema, dataFiles, formatVersion, manifestSchema } from './content.ts';

/**
 * The JSON Schema (draft 2020-12) of everything in a package that is JSON, one definition a file. A reader validates
 * `manifest.json` and each `data/*.json` against the definition under its name.
 */
export function packageJsonSchema(): Readonly<Record<string, unknown>> {
  const files = Object.entries(dataFiles).map(([name, part]) => [name, contentSchema.shape[part]] as const);
  const definitions = [['manifest.json', manifestSchema] as const, ...files].map(([name, schema]) => {
    const definition = { ...z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'output' }) };
    delete definition.$schema;
    return [name, definition] as const;
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:nianbao:package:${formatVersion}`,
    title: `年报通上报包, format version ${formatVersion}`,
    $defs: Object.fromEntries(definitions),
  };
}
