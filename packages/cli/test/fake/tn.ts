#!/usr/bin/env node
import { main } from '../../src/main.js';
import { program } from '../../src/program.js';
import { load } from './executor.js';

await main(program(load));
