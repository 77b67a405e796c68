/** Whether a file of Word or Excel has a password: its parts are then inside of a "compound file" ([MS-CFB]). */
export const hasPassword = ({ buffer, byteOffset, byteLength }: Uint8Array): boolean => {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  return (
    bytes.subarray(0, 4).toString('hex') === 'd0cf11e0' && bytes.includes('EncryptedPackage', 0, 'utf16le')
  );
};
