import { triesRandomEdits } from './random-rounds.ts';

triesRandomEdits(1500);
