import * as E from 'fp-ts/lib/Either.js';
import type { RuleAdd, RuleDelete } from '../../operation/verb/rule.js';
import { present } from '../../scalar/present.js';
import { editNamespace, type Kernel, type KernelRule, type Outcome } from './state.js';

/** Carries out `ip rule add` with our protocol number. */
export function addRule(kernel: Kernel, operation: RuleAdd): Outcome<Kernel> {
  const { netns, family, priority, from, to, table } = operation;
  return editNamespace(kernel, netns, (namespace) => {
    if (namespace.rules.some((each) => matches(each, operation))) return E.left('EEXIST');
    const selector = { ...present({ from, to }) };
    const rule: KernelRule = { family, priority, ...selector, table, ours: true };
    return E.right({ ...namespace, rules: [...namespace.rules, rule] });
  });
}

/** Carries out `ip rule delete` of a rule of ours. */
export function deleteRule(kernel: Kernel, operation: RuleDelete): Outcome<Kernel> {
  return editNamespace(kernel, operation.netns, (namespace) => {
    const gone = namespace.rules.find((each) => each.ours && matches(each, operation));
    if (gone === undefined) return E.left('ENOENT');
    return E.right({ ...namespace, rules: namespace.rules.filter((each) => each !== gone) });
  });
}

/**
 * Says whether the operation means the rule. A selector that the operation leaves out matches any: Linux looks rules up
 * so, both to refuse the same rule twice and to delete it.
 */
function matches(rule: KernelRule, operation: RuleAdd | RuleDelete): boolean {
  return (
    rule.family === operation.family &&
    rule.priority === operation.priority &&
    rule.table === operation.table &&
    (operation.from === undefined || rule.from === operation.from) &&
    (operation.to === undefined || rule.to === operation.to)
  );
}
