/** What Word or Excel writes beside a file that a person has open. */
export function ownerFile(name: string, program: 'Word' | 'Excel'): Buffer {
  const [size, at, filling] = program === 'Word' ? ([162, 54, 0] as const) : ([165, 55, 0x20] as const);
  const bytes = Buffer.alloc(size, filling);
  bytes[0] = name.length;
  bytes.write(name, 1, 'latin1');
  bytes.writeUInt16LE(name.length, at);
  bytes.write(name, at + 2, 'utf16le');
  return bytes;
}
