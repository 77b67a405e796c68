import { describe, expect, test } from '@jest/globals';
import PostalMime from 'postal-mime';
import { type Email, formatEmail } from '../../src/output/e-mail.ts';
import fc from '../properties.ts';

const read = (email: Email) => PostalMime.parse(formatEmail(email));
const lines = (text: string) => text.replace(/\r?\n/g, '\n');

describe('an e-mail', () => {
  test('of any subject, text and attachments is read as it was meant by a mail library', async () => {
    const name = fc.stringMatching(/^[a-zé ]{1,30}\.(docx|pdf|xlsx|zip)$/).map((one) => one.trim());
    const email = fc.record({
      to: fc.constantFrom('safety.valve@example.gov.uk', 'Ann Smith <ann.smith@example.org>'),
      subject: fc.string({ unit: 'grapheme', maxLength: 120 }),
      text: fc.string({ unit: 'grapheme', maxLength: 400 }),
      attachments: fc.array(fc.record({ name, bytes: fc.uint8Array({ maxLength: 400 }) }), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(email, async (one) => {
        fc.pre(!/\p{Cc}/u.test(one.subject) && !one.text.includes('\r'));
        const found = await read(one);
        expect(found.to?.[0]?.address).toBe(/[\w.]+@[\w.]+/.exec(one.to)?.[0]);
        expect(found.subject ?? '').toBe(one.subject.replace(/\s+/g, ' ').trim());
        expect(lines(found.text ?? '').trimEnd()).toBe(lines(one.text).trimEnd());
        expect(found.attachments.map(({ filename }) => filename)).toEqual(one.attachments.map((a) => a.name));
        for (const [i, { bytes }] of one.attachments.entries())
          expect(Buffer.from(found.attachments[i]?.content as ArrayBuffer)).toEqual(Buffer.from(bytes));
        expect(formatEmail(one)).toBe(formatEmail(one));
      }),
      { numRuns: 60 },
    );
  });

  test('is opened as a draft, with no sender, date or number, and in lines that every server takes', async () => {
    const bytes = new Uint8Array(5000).fill(7);
    const text = formatEmail({
      subject: 'Ärzte '.repeat(40),
      text: 'x'.repeat(3000),
      attachments: [{ name: 'a.docx', bytes }],
    });
    expect(text).toMatch(/^X-Unsent: 1\r\n/);
    expect(text).not.toMatch(/^(From|Date|Message-ID|To):/m);
    expect(Math.max(...text.split('\r\n').map((line) => line.length))).toBeLessThan(79);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]|[^ -~]/);
  });

  test.each([['a@b.uk\r\nBcc: x@y.uk'], ['a@b.uk\nX: y'], ['a@b.uk\u0000']])('is not written to %j', (to) => {
    expect(() => formatEmail({ to, subject: 'x', text: 'y' })).toThrow('is not for a header');
  });

  test('has a subject of one line, whatever was given', async () => {
    const found = await read({ subject: 'June\r\nBcc: x@y.uk', text: '' });
    expect(found.subject).toBe('June Bcc: x@y.uk');
    expect(found.bcc).toBeUndefined();
  });
});
