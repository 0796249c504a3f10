import { errorKinds } from '@networkd/planner';
import { describe, expect, test } from 'vitest';
import { Place } from './tn.js';

/** What a real bash offers for the words of a line, the last of which is being typed. */
function complete(...words: readonly string[]): readonly string[] {
  const place = new Place();
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const { status, stdout, stderr } = place.bash(`
    source <(tn completion bash) && complete -p tn >/dev/null || exit 1
    compopt() { :; }  # outside of a completion bash has no options to set
    COMP_WORDS=(${quoted}) COMP_CWORD=$((${words.length} - 1))
    _tn && printf '%s\\n' "\${COMPREPLY[@]}"`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

describe('tn completion bash, in a real bash', () => {
  test('verbs', () => {
    expect(complete('tn', 'p')).toEqual(['plan']);
    expect(complete('tn', '')).toEqual(
      expect.arrayContaining([
        'check',
        'plan',
        'reach',
        'graph',
        'access',
        'explain',
        'completion',
        '--version',
      ]),
    );
  });

  test('options of the verb, wherever it stands', () => {
    expect(complete('tn', 'plan', '--de')).toEqual(['--detailed-exitcode']);
    expect(complete('tn', 'check', '--de')).toEqual([]);
    expect(complete('tn', 'access', 'laptop', '--q')).toEqual(['--qr']);
    expect(complete('tn', 'boot', 'apply', '--w')).toEqual(['--wait']);
    expect(complete('tn', 'boot', 'plan', '--w')).toEqual([]);
  });

  test('values: words, files, and nothing where anything may stand', () => {
    expect(complete('tn', 'plan', '-f', '')).toEqual(['text', 'json', 'shell']);
    expect(complete('tn', 'graph', '--format', 's')).toEqual(['svg']);
    expect(complete('tn', 'graph', '--format', '=', 's')).toEqual(['svg']);
    expect(complete('tn', 'plan', '-t', 'net')).toEqual(['network.json']);
    expect(complete('tn', 'plan', '--all', '--observed', 'lap')).toEqual(['laptop.key']);
    expect(complete('tn', 'plan', '-n', '')).toEqual([]);
    expect(complete('tn', 'node', 'plan', '-t', 'net')).toEqual(['network.json']);
    expect(complete('tn', 'apply', '--state', 'bi')).toEqual(['bin']);
    expect(complete('tn', 'apply', '--confirm', '')).toEqual([]);
  });

  test('arguments', () => {
    expect(complete('tn', 'explain', 'no-')).toEqual(
      [
        'no-internet',
        'no-tenant-internet',
        ...errorKinds.filter((kind) => kind.startsWith('no-')),
      ].toSorted(),
    );
    expect(complete('tn', 'completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
    expect(complete('tn', 'key', '')).toEqual(expect.arrayContaining(['generate', 'show']));
    expect(complete('tn', 'node', 'p')).toEqual(['plan']);
    expect(complete('tn', 'node', 'plan', '')).not.toContain('apply');
    expect(complete('tn', 'apply', 'net')).toEqual(['network.json']);
    expect(complete('tn', 'apply', '--y')).toEqual(['--yes']);
    expect(complete('tn', 'remove', '')).not.toContain('network.json');
  });
});

test.each(['zsh', 'fish'])('%s: a script that names every verb and its options', (shell) => {
  const { status, stdout } = new Place().tn(['completion', shell]);
  expect(status).toBe(0);
  for (const word of [
    'check',
    'plan',
    'reach',
    'graph',
    'access',
    'explain',
    'rollback',
    'lock-timeout',
    'detailed-exitcode',
    'no-path',
  ]) {
    expect(stdout).toContain(word);
  }
});

test('another shell is refused', () => {
  const { status, stderr } = new Place().tn(['completion', 'tcsh']);
  expect(status).toBe(1);
  expect(stderr).toContain('bash, zsh, fish');
});
