import type { Carried } from '../state/resource.js';
import type { CarriedAdd, CarriedDelete } from './operation.js';
import { placeOf, type Why } from './why.js';

/** What gives a link what others had put on it, for as long as it is lent. */
export function addCarried(after: Carried, why: Why): CarriedAdd {
  const { device, object, family, words, validLft, preferredLft } = after;
  const lent = {
    ...(validLft === undefined ? {} : { validLft }),
    ...(preferredLft === undefined ? {} : { preferredLft }),
  };
  return { kind: 'CarriedAdd', ...placeOf(after), device, object, family, words, ...lent, ...why };
}

/** What takes it away. */
export function deleteCarried(before: Carried, why: Why): CarriedDelete {
  const { device, object, family, words } = before;
  return { kind: 'CarriedDelete', ...placeOf(before), device, object, family, words, ...why };
}
