import { expect, test } from '@jest/globals';
import { privateDetailsIn } from '../../../src/checks/privacy/find-private-details.ts';

const addressesIn = (text: string, allowed: string[] = []) =>
  privateDetailsIn(text, { smallestCount: 5, listed: new Set(), allowed })
    .found.filter(({ kind }) => kind === 'internal address')
    .map(({ words }) => words);

test.each([
  'http://nccshare/sites/lfi',
  'https://intranet.norfolk.gov.uk/plan',
  'https://norfolkcc.sharepoint.com/:w:/s/LFI/abc',
  'https://norfolkcc-my.sharepoint.com/personal/jane',
  'https://teams.microsoft.com/l/channel/1',
  'file:///C:/Users/jane.doe/plan.docx',
  'file://nccshare/LFI',
  'S:\\LFI\\plan.xlsx',
  '\\\\nccshare\\LFI\\plan.xlsx',
  'https://10.0.0.5/plan',
  'http://192.168.1.4:8080/plan',
  'http://172.16.0.9',
  'https://localhost:8080/plan',
  'http://[::1]/plan',
  'https://server.local/plan',
  'https://plan.council.internal',
  'onenote:https://example.org/notes',
  'https://staff.norfolk.gov.uk/plan',
  'https://internal.norfolk.gov.uk/plan',
  'https://files.corp.norfolk.gov.uk/plan',
])('%s leads nobody outside the council anywhere', (address) => {
  for (const text of [`See ${address}.`, `See [the plan](${address}) today`, `(${address})`])
    expect(addressesIn(text)[0]?.replaceAll('\\\\', '\\')).toBe(address.replaceAll('\\\\', '\\'));
});

test.each([
  'https://www.norfolk.gov.uk/plan',
  'https://bit.ly/x',
  'https://172.217.16.1/x',
  'https://www.example.org/a?b=http',
  'mailto:lfi@norfolk.gov.uk',
  'and/or, 3:1 and 10.0.0.5 alone',
  'file: the plan; outlook: good',
  'https://locals.example.org',
  'https://share.example.org/plan',
  'https://staffordshire.gov.uk/send',
  'https://corporate.example.org/internally',
])('%s is no such address', (text) => {
  expect(addressesIn(text)).toEqual([]);
});

test('an address that the paper allows is let through', () => {
  const open = 'https://council.sharepoint.com/public';
  expect(addressesIn(`See ${open} for all`, [open])).toEqual([]);
});
