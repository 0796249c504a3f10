import { connect } from 'node:net';
import { isInNamespace, processOf } from './find.js';
import type { Program, ServedLink } from './program.js';

/** Does the process of a link do what it is for: is it known and in its namespace, or does it listen where its link is? */
export function isReady(program: Program, link: ServedLink): boolean | Promise<boolean> {
  if (program.role === 'makes') return answers(program.socket(link));
  const pid = processOf(program, link);
  return pid !== undefined && isInNamespace(pid, link.netns);
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
