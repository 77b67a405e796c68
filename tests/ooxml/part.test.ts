import { expect, test } from '@jest/globals';
import { Part } from '../../src/ooxml/part.ts';
import fc from '../properties.ts';

test('text and bytes stand for each other', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const part = new Part(text);
      expect(Buffer.from(part.bytes).toString('utf8')).toBe(text);
      expect(new Part(part.bytes).text).toBe(text);
    }),
  );
});

test('a byte order mark is no part of the text', () => {
  expect(new Part(Buffer.from('\uFEFF<a/>')).root.name).toBe('a');
});

test('its tree is read once', () => {
  const part = new Part('<a><b/></a>');
  expect(part.root).toBe(part.root);
});

test('what is not UTF-8, or not XML, throws when it is read as such', () => {
  const utf16 = new Part(Buffer.from('\uFEFF<a/>', 'utf16le'));
  expect(() => utf16.text).toThrow('it is not UTF-8 text');
  expect(() => new Part('<a>').root).toThrow('a is not closed');
});
