import { decodeBase64 } from '../basics/base64.ts'
import { type Span, sameBytes, utf8 } from '../basics/bytes.ts'
import { asCommitment } from './commitment.ts'
import type { Figures } from './figures.ts'
import type { Leaf, Organisations, PersonLeaf, WeighedLeaf } from './leaf.ts'
import { HEADER, textOf } from './leaf-lines.ts'
import { parseLeaf } from './leaf-parsers.ts'
import { commitmentSpan, personIn } from './person-leaf.ts'
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
  const person = personIn(bytes, { start: 0, end: bytes.length })
  if (!person) return readOther(bytes)
  const { start, end } = commitmentSpan(bytes)
  const commitment = asCommitment(decodeBase64(ASCII.decode(bytes.subarray(start, end))))
  return { ...person, commitment }
}

/** The same of a leaf that lies in more bytes, as far as it weighs. Throws `bad-leaf`. */
export function readWeighed(bytes: Uint8Array, leaf: Span): WeighedLeaf {
  return personIn(bytes, leaf) ?? readOther(bytes.subarray(leaf.start, leaf.end))
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

const MOST_BYTES = 4096
// One character a byte. A byte above 0x7f becomes a character that no leaf has.
const ASCII = new TextDecoder('latin1')

function readOther(bytes: Uint8Array): Exclude<Leaf, PersonLeaf> {
  if (bytes.length > MOST_BYTES) throw broken()
  const [header, kind = '', ...lines] = ASCII.decode(bytes).split('\n')
  if (header !== HEADER || lines.pop() !== '') throw broken()
  const leaf = parseLeaf(kind, lines)
  // The parsers ask for what a leaf must have; that there is nothing else, its one writing says.
  if (!leaf || !sameBytes(utf8(textOf(leaf)), bytes)) throw broken()
  return leaf
}

function broken(): ProofError {
  return new ProofError('bad-leaf', 'This is not a leaf of the ledger in its one writing.')
}
