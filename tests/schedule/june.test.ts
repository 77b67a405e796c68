import { june } from './story.ts';

june();
