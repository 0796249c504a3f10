#!/usr/bin/env node
import { main } from './main.js';
import { program } from './program.js';

await main(program(() => import('@networkd/executor-linux')));
