import type { DocumentName, PlanError, PlanErrorKind } from '../error.js';
import { explain } from './errors.js';
import { pointerOf } from './json-pointer.js';

/** Errors as an answer of HTTP (RFC 9457), for `application/problem+json`. */
export interface ProblemDetails {
  /** `about:blank`: the title and the status say all there is to say of the kind of problem. */
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: 422;
  readonly detail: string;
  readonly errors: readonly ProblemError[];
}

/** One of the errors: its stable kind, where it stands, and the sentence that says what to do. */
export interface ProblemError {
  readonly kind: PlanErrorKind;
  readonly document: DocumentName;
  /** The id of the tenant network, where there are several. */
  readonly network?: string;
  /** JSONPath (RFC 9535). */
  readonly path: string;
  /** JSON Pointer as a fragment (RFC 6901, 6). */
  readonly pointer: string;
  readonly value: string;
  readonly detail: string;
}

/** Returns errors as an answer of HTTP says them. */
export function problemDetails(errors: readonly PlanError[]): ProblemDetails {
  const [first] = errors;
  const count = errors.length === 1 ? '1 error' : `${errors.length} errors`;
  return {
    type: 'about:blank',
    title: 'Unprocessable Content',
    status: 422,
    detail: first === undefined ? 'no error' : `${count}: ${explain(first)}`,
    errors: errors.map(problemOf),
  };
}

function problemOf(error: PlanError): ProblemError {
  const { kind, document, network, path, value } = error;
  const place = { path, pointer: pointerOf(path), value, detail: explain(error) };
  return network === undefined ? { kind, document, ...place } : { kind, document, network, ...place };
}
