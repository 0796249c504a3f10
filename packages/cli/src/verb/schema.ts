import { jsonSchema, type SchemaName, schemaNames } from '@networkd/planner';
import { Argument, type Command } from 'commander';
import { outputOption, verb } from '../option/options.js';
import { output } from '../terminal/io.js';

interface SchemaOptions {
  readonly output?: string;
}

export function schemaCommand(): Command {
  return verb('schema', 'print the JSON Schema of a kind of document, for editors and validators', [
    'tn schema tenant-network',
    'tn schema inventory -o inventory.schema.json',
  ])
    .addArgument(new Argument('<NAME>', 'the kind of document').choices(schemaNames))
    .addOption(outputOption())
    .action((name: SchemaName, options: SchemaOptions) =>
      output(options.output, [`${JSON.stringify(jsonSchema(name), undefined, 2)}\n`]),
    );
}
