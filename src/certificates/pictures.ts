/** The pictures of documents that are taken: what every telephone makes, and what a browser shows by itself. */
export type PictureKind = 'image/jpeg' | 'image/png' | 'image/webp'

/** A photograph of a telephone of some years ago, on a slow line: what comes in within twenty seconds at 1.5 Mbit/s. */
export const PICTURE_MAX_BYTES = 3 * 1024 * 1024
export const PICTURES_MAX = 3

/** By its first bytes, and never by what its sender calls it. Nothing of the installation reads further. */
export function pictureKind(bytes: Uint8Array): PictureKind | undefined {
  const starts = (at: number, magic: string) =>
    Buffer.from(bytes.subarray(at, at + magic.length)).toString('latin1') === magic
  if (starts(0, '\xff\xd8\xff')) return 'image/jpeg'
  if (starts(0, '\x89PNG\r\n\x1a\n')) return 'image/png'
  if (starts(0, 'RIFF') && starts(8, 'WEBP')) return 'image/webp'
  return undefined
}
