import { parseJson } from '../../../packages/cli/src/document/json.js';
import { Failure } from '../../../packages/cli/src/error/failure.js';

/** The text of a document: what is read is what JSON.parse reads, and all else is refused with its place. */
export function fuzz(data: Buffer): void {
  const text = data.toString();
  let value: unknown;
  try {
    value = parseJson(text, 'file');
  } catch (error) {
    if (error instanceof Failure && error.findings.length > 0) return;
    throw error;
  }
  const plain: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
  if (JSON.stringify(value) !== JSON.stringify(plain)) throw new Error('read as another value');
}
