import { december, june, september } from './story.ts';

june();
september();
december();
