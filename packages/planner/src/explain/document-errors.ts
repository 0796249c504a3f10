import type { ErrorRows } from './row.js';

/** All that is to be said of what is wrong with the shape of a document, or with the document as a whole. */
export const documentErrors = {
  'wrong-type': {
    says: (value, error) => `${value} is not ${error.expected}`,
    meaning:
      'A field holds JSON of another type than the document asks for, or a word that is not one of a few.',
    remedy: 'write the value in the type the document asks for',
  },
  'unknown-field': {
    says: (value, error) => `there is no field ${value} here, only ${error.known.join(', ')}`,
    meaning:
      'Documents are closed: a field that is not in the schema is more often a misspelling than a wish.',
    remedy: 'remove the field or correct its name',
  },
  'missing-field': {
    says: (_, error) =>
      error.expected === '' ? 'the field is missing' : `the field is missing: ${error.expected}`,
    meaning: 'A field without which the document means nothing is not there.',
    remedy: 'add the field',
  },
  'wrong-schema': {
    says: (value, error) => `${value} is not "${error.expected}"`,
    meaning: 'The document says that it is of another kind or version than the one asked for.',
    remedy: 'give the document of that schema',
  },
  'conflicting-fields': {
    says: (value, error) => `${value} cannot stand beside ${error.other.value} of ${error.other.path}`,
    meaning: 'Two fields ask for what cannot be at the same time, so none of them is obeyed.',
    remedy: 'remove one of the two',
  },
  'too-large': {
    says: (value, error) =>
      error.what === 'levels'
        ? `it has more than ${error.maximum} levels of brackets in one another`
        : `${value} are more than ${error.maximum} in one ${error.what === 'members' ? 'object' : 'list'}`,
    meaning:
      'A document is held to a size that no sound one comes near: 64 levels of brackets in one another, 1 000 members in one object and 1 000 000 elements in one list. In a file, tn takes 64 MiB and 4 000 000 values, and it looks before it reads them.',
    remedy: 'give the document that is meant; this one was made by mistake, or to do harm',
  },
  'more-errors': {
    says: (_, error) => `${error.count} more ${error.count === 1 ? 'error is' : 'errors are'} not listed`,
    meaning: 'Of one document 100 errors are listed, and the others are counted.',
    remedy: 'mend those that are listed, then check again',
  },
  'wrong-node': {
    says: (value, error) => `this is the state of ${value}, not of ${error.expected}`,
    meaning: 'A plan starts from the state of the node it is for.',
    remedy: 'give the observed state of that node',
  },
  'out-of-territory': {
    says: (value, error) => `${value} is not ${error.expected}`,
    meaning:
      'A plan touches only what belongs to the owners it names: their namespaces, links, keys and tables. In other namespaces it touches only the links that are born there.',
    remedy: 'do not apply this file; plan again',
  },
  'wrong-hash': {
    says: (value, error) => `${value} is not ${error.expected}, as the rest of the file has it`,
    meaning:
      'Its hash, summary and operations follow from the rest of a plan. Where they do not, the file was changed after it was made, or another version of the planner made it.',
    remedy: 'do not apply this file; plan again',
  },
} satisfies ErrorRows;
