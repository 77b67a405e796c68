import { triesRandomEdits } from './random-rounds.ts';

triesRandomEdits(5000);
