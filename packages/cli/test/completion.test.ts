import { spawnSync } from 'node:child_process';
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

/** What a real fish offers for a line. */
function completeInFish(line: string): readonly string[] {
  const { status, stdout, stderr } = new Place().bash(
    `tn completion fish > tn.fish && fish --no-config --command "source tn.fish; complete --do-complete '${line}'"`,
  );
  expect({ line, status, stderr }).toEqual({ line, status: 0, stderr: '' });
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((each) => each.split('\t')[0] ?? '');
}

const lacks = (shell: string) => spawnSync(shell, ['-c', 'true']).status !== 0;
for (const shell of ['fish', 'zsh']) {
  if (lacks(shell))
    console.warn(`SKIPPED: completion in ${shell}: it is not installed; apt-get install ${shell}`);
}

describe.skipIf(lacks('fish'))('tn completion fish, in a real fish', () => {
  test('verbs, and what they are made of', () => {
    expect(completeInFish('tn pl')).toEqual(['plan']);
    expect([...completeInFish('tn ')].sort()).toEqual(expect.arrayContaining(['boot', 'check', 'verify']));
    expect([...completeInFish('tn node ')].sort()).toEqual(['apply', 'plan', 'remove', 'verify']);
    expect(completeInFish('tn node pl')).toEqual(['plan']);
    expect(completeInFish('tn node plan ')).not.toContain('apply');
  });

  test('options of the verb, and their values', () => {
    expect(completeInFish('tn plan --de')).toEqual(['--detailed-exitcode']);
    expect(completeInFish('tn check --de')).toEqual([]);
    expect(completeInFish('tn boot apply --w')).toEqual(['--wait']);
    expect(completeInFish('tn boot plan --w')).toEqual([]);
    expect([...completeInFish('tn node plan -f ')].sort()).toEqual(['json', 'shell', 'text']);
    expect(completeInFish('tn plan -n plan --ob')).toEqual(['--observed']);
    expect(completeInFish('tn plan -t net')).toEqual(['network.json']);
    expect(completeInFish('tn explain no-p')).toContain('no-path');
  });
});

/** What the script hands to zsh's own functions for the words of a line, the last of which is being typed. */
function completeInZsh(...words: readonly string[]): readonly string[] {
  const place = new Place();
  place.write(
    'complete.zsh',
    `compdef() { : }
    _describe() { print -l -- \${(P)2%%:*} }
    _arguments() { print -l -- "$@" }
    source _tn
    words=("$@") CURRENT=$#
    _tn`,
  );
  const quoted = words.map((word) => `'${word}'`).join(' ');
  const { status, stdout, stderr } = place.bash(`tn completion zsh > _tn && zsh -f complete.zsh ${quoted}`);
  expect({ words, status, stderr }).toEqual({ words, status: 0, stderr: '' });
  return stdout.split('\n').map((line) => /^\*?([^[]*)/.exec(line)?.[1] ?? '');
}

describe.skipIf(lacks('zsh'))('tn completion zsh, in a real zsh', () => {
  test('verbs, and what they are made of', () => {
    expect(completeInZsh('tn', '')).toEqual(expect.arrayContaining(['boot', 'check', '--version']));
    expect(completeInZsh('tn', 'node', '')).toEqual(
      expect.arrayContaining(['plan', 'apply', 'verify', 'remove']),
    );
  });

  test('options of the verb', () => {
    expect(completeInZsh('tn', 'plan', '')).toContain('--detailed-exitcode');
    expect(completeInZsh('tn', 'check', '')).not.toContain('--detailed-exitcode');
    expect(completeInZsh('tn', 'boot', 'apply', '')).toContain('--wait');
    expect(completeInZsh('tn', 'boot', 'plan', '')).not.toContain('--wait');
    expect(completeInZsh('tn', 'explain', '').join(' ')).toContain('no-path');
  });
});

test('another shell is refused', () => {
  const { status, stderr } = new Place().tn(['completion', 'tcsh']);
  expect(status).toBe(1);
  expect(stderr).toContain('bash, zsh, fish');
});
