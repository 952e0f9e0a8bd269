import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const BLOCK_BYTES = 512
const NAME_MAX_BYTES = 100

/**
 * Files as a gzipped archive, each under `top/` (POSIX.1-1988, ustar: what every unpacker reads). No times and no owners stand in
 * it, so that the same files give the same bytes.
 */
export function tarballOf(paths: readonly string[], top: string): Uint8Array<ArrayBuffer> {
  const blocks = paths.flatMap((path) => {
    const bytes = readFileSync(path)
    return [headerOf(`${top}/${path}`, bytes.length), bytes, Buffer.alloc(-bytes.length & (BLOCK_BYTES - 1))]
  })
  return new Uint8Array(gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK_BYTES)]), { level: 9 }))
}

function headerOf(path: string, sizeBytes: number): Uint8Array {
  const header = Buffer.alloc(BLOCK_BYTES)
  const [prefix, name] = splitName(path)
  header.write(name, 0)
  header.write(octal(0o644, 8), 100) // mode
  header.write(octal(0, 8), 108) // owner
  header.write(octal(0, 8), 116) // group
  header.write(octal(sizeBytes, 12), 124)
  header.write(octal(0, 12), 136) // time
  header.write(' '.repeat(8), 148) // the sum, while it is made
  header.write('0', 156) // an ordinary file
  header.write('ustar\x0000', 257)
  header.write(prefix, 345)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(octal(sum, 8), 148)
  return header
}

function octal(value: number, fieldBytes: number): string {
  return `${value.toString(8).padStart(fieldBytes - 1, '0')}\0`
}

/** A name has a hundred bytes, and what stands before one of its slashes a field of its own. */
function splitName(path: string): [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= NAME_MAX_BYTES) return ['', path]
  const slash = path.indexOf('/', path.length - NAME_MAX_BYTES - 1)
  if (slash < 0) throw new Error(`${path} is too long for the archive of the sources`)
  return [path.slice(0, slash), path.slice(slash + 1)]
}
