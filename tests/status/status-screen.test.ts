import { expect, test } from '@jest/globals';
import { stageWords } from '../../src/status/status-screen.ts';

const milestone = { id: 'a', name: 'Draft to the Steering Group', date: '2024-05-01' };

test.each([
  ['draft', 'the Steering Group', 'the draft is with the Steering Group'],
  ['board', 'Cabinet', 'the report is with Cabinet'],
  ['draft', undefined, 'after “Draft to the Steering Group”'],
  ['submit', 'Cabinet', 'to be submitted'],
] as const)('the stage %s with %s is in words: %s', (stage, whom, words) => {
  const reached = { ...milestone, stage, ...(whom ? { with: whom } : {}) };
  expect(stageWords({ stage, reached })).toBe(words);
});
