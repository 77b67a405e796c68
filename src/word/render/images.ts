/**
 * Gives the bytes of a picture that narrative names, `![what it shows](zone-map.png)`, by its name and by where the narrative comes
 * from. @throws {Error} in words for its writer, where there is no such picture.
 */
export type Images = (name: string, origin: unknown) => Uint8Array;
