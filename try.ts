import { readFileSync } from 'node:fs';
import { readOffline } from './src/understanding/offline.js';
