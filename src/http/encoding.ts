import {
  brotliCompressSync,
  constants,
  gzipSync,
  zstdCompressSync,
  type BrotliOptions,
  type ZstdOptions,
} from 'node:zlib'
import { parseAccept } from 'hono/utils/accept'

/** In what forms a text can go over the wire, the smallest first. */
export const ENCODINGS = ['br', 'zstd', 'gzip'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** `once`: made once for a process, so the smallest that there is. `often`: made anew whenever what it shows changes. */
export type Effort = 'once' | 'often'

/** What takes longer than some ten milliseconds to make small would hold up everybody who asks meanwhile. */
const SMALLEST_OF_BYTES = 32 * 1024

/**
 * Which of `offered` somebody is to be given, by her Accept-Encoding (RFC 9110, 12.5.3): what she prefers, of equals what is smallest,
 * and nothing that she refuses (`q=0`). Whoever names none has it as it is.
 */
export function encodingFor(
  accepted: string | undefined,
  offered: readonly Encoding[],
): Encoding | 'identity' {
  if (accepted === undefined) return 'identity'
  const wishes = parseAccept(accepted)
  const wishFor = (encoding: string) => wishes.find(({ type }) => type.toLowerCase() === encoding)?.q
  const rest = wishFor('*') ?? 0
  let best: Encoding | 'identity' = 'identity'
  let most = wishFor('identity') ?? 0
  for (const encoding of offered) {
    const wish = wishFor(encoding) ?? rest
    const isBetter = best === 'identity' ? wish >= most : wish > most
    if (wish > 0 && isBetter) [best, most] = [encoding, wish]
  }
  return best
}

/** The same in another form. */
export function encode(
  bytes: Uint8Array<ArrayBuffer>,
  { encoding, effort }: { encoding: Encoding | 'identity'; effort: Effort },
): Uint8Array<ArrayBuffer> {
  const smallest = effort === 'once' && bytes.length <= SMALLEST_OF_BYTES
  switch (encoding) {
    case 'br':
      return brotliCompressSync(bytes, brotli(smallest ? 11 : 5, bytes.length))
    case 'zstd':
      return zstdCompressSync(bytes, zstd(smallest ? 19 : 3))
    case 'gzip':
      return gzipSync(bytes, { level: smallest ? 9 : 6 })
    case 'identity':
      return bytes
  }
}

function brotli(quality: number, sizeBytes: number): BrotliOptions {
  return {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: sizeBytes,
    },
  }
}

function zstd(level: number): ZstdOptions {
  return { params: { [constants.ZSTD_c_compressionLevel]: level } }
}
