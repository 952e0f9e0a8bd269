import { readOctets } from '../basics/bytes.ts'

/**
 * What a file is by its first bytes, and never by what it is called: files come from messengers without an ending or a type.
 * `other`: perhaps a text.
 */
export function fileKind(bytes: Uint8Array): 'pdf' | 'picture' | 'other' {
  if (isPdf(bytes)) return 'pdf'
  const start = readOctets(bytes.subarray(0, 12))
  return PICTURES.some((picture) => picture.test(start)) ? 'picture' : 'other'
}

/** Mail servers and scanners put something before it; every reader of PDFs looks as far as this. */
export function isPdf(bytes: Uint8Array): boolean {
  return readOctets(bytes.subarray(0, 1_024)).includes('%PDF-')
}

/** JPEG, PNG, WebP, GIF, BMP, TIFF, and what telephones make (HEIC, AVIF). Which of them can be shown, the browser knows. */
const PICTURES = [
  /^\xff\xd8\xff/,
  /^\x89PNG\r\n\x1a\n/,
  /^RIFF.{4}WEBP/s,
  /^GIF8[79]a/,
  /^BM.{4}\0{4}/s,
  /^(?:II\*\0|MM\0\*)/,
  /^.{4}ftyp(?:hei|hev|mif|msf|avi)/s,
]
