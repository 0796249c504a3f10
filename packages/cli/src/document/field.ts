import { type JsonSchema, jsonSchema, schemaNames } from '@networkd/planner';
import { failure } from '../error/failure.js';
import { nearest } from '../word/nearest.js';

/** A field of a document, or the whole of it, as its JSON Schema has it. */
export interface Field {
  readonly path: string;
  readonly sentence: string;
  readonly isRequired: boolean;
  readonly default?: unknown;
  /** The fields beneath it, by name, with what is said of each. */
  readonly fields: readonly (readonly [name: string, sentence: string])[];
}

/** Says whether this is the path of a field, as `tenant-network.resources.subnet`, and no kind of error. */
export function isPath(text: string): boolean {
  const [name = ''] = text.split('.');
  return schemaNames.some((each) => each === name);
}

/** Returns what is to be said of a field. A list is passed over: `resources.subnet` is that of each resource. */
export function fieldAt(path: string): Field {
  const [name = '', ...steps] = path.split('.');
  const root = schemaNames.find((each) => each === name);
  if (root === undefined) throw failure('bad-arguments', 'explain', `there is no kind of document ${name}`);
  let schema: JsonSchema = jsonSchema(root);
  let isRequired = true;
  for (const step of steps) {
    const properties = propertiesOf(schema);
    const next = Object.hasOwn(properties, step) ? properties[step] : undefined;
    if (next === undefined) throw unknownField(step, Object.keys(properties));
    isRequired = requiredOf(schema).includes(step);
    schema = next;
  }
  const fields = Object.entries(propertiesOf(schema)).map(
    ([each, { description }]) => [each, textOf(description)] as const,
  );
  const sentence = textOf(schema['description'] ?? schema['title']);
  return {
    path,
    sentence,
    isRequired,
    fields,
    ...('default' in schema ? { default: schema['default'] } : {}),
  };
}

function unknownField(step: string, names: readonly string[]): Error {
  const near = nearest(step, names);
  const known = names.length === 0 ? 'it has no fields' : `it has ${names.join(', ')}`;
  const advice = near.length > 0 ? `perhaps ${near.join(' or ')} is meant` : known;
  return failure('bad-arguments', 'explain', `there is no field ${step}; ${advice}`);
}

/** Returns the fields of an object, or of each object of a list. */
function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  const items = schema['items'];
  if (isSchema(items)) return propertiesOf(items);
  const properties = schema['properties'];
  return isSchema(properties) ? (properties as Readonly<Record<string, JsonSchema>>) : {};
}

function requiredOf(schema: JsonSchema): readonly unknown[] {
  const items = schema['items'];
  if (isSchema(items)) return requiredOf(items);
  const required = schema['required'];
  return Array.isArray(required) ? required : [];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
