import { sameBytes, utf8 } from '../basics/bytes.ts'
import type { Figures } from './figures.ts'
import type { Leaf, Organisations } from './leaf.ts'
import { linesOf } from './leaf-lines.ts'
import { parseLeaf } from './leaf-parsers.ts'
import { ProofError } from '../basics/proof-error.ts'

/** The bytes of a leaf: ASCII lines, one writing for each leaf. Throws `bad-leaf` at values that no leaf has. */
export function writeLeaf(leaf: Leaf): Uint8Array {
  const bytes = utf8(textOf(leaf))
  // What is signed must be what strangers can read. Reading it back checks every value at the same time.
  readLeaf(bytes)
  return bytes
}

/** Reads a leaf; whatever is not byte for byte what `writeLeaf` writes is refused. Throws `bad-leaf`. */
export function readLeaf(bytes: Uint8Array): Leaf {
  if (bytes.length > MOST_BYTES) throw broken()
  const [header, kind = '', ...lines] = ASCII.decode(bytes).split('\n')
  if (header !== HEADER || lines.pop() !== '') throw broken()
  const leaf = parseLeaf(kind, lines)
  if (!leaf) throw broken()
  // Person leaves have fixed patterns, checked in full; the few others are compared with their one writing.
  if (kind !== 'add' && kind !== 'import' && !sameBytes(utf8(textOf(leaf)), bytes)) throw broken()
  return leaf
}

/** The weights of one person as figures. */
export function figuresOf({ party, league, pioneers }: Organisations): Figures {
  return {
    party: Number(party),
    league: Number(league),
    pioneers: Number(pioneers),
    notStated: Number(!party && !league && !pioneers),
    people: 1,
  }
}

const HEADER = 'registry-leaf/v1'
const MOST_BYTES = 4096
// One character a byte. A byte above 0x7f becomes a character that no leaf has.
const ASCII = new TextDecoder('latin1')

function textOf(leaf: Leaf): string {
  return [HEADER, leaf.kind, ...linesOf(leaf)].map((line) => `${line}\n`).join('')
}

function broken(): ProofError {
  return new ProofError('bad-leaf', 'This is not a leaf of the ledger in its one writing.')
}
