import { decodeBase64, encodeBase64 } from './base64.ts'
import { sameBytes, utf8 } from './bytes.ts'
import { type Commitment, type Digest, asCommitment, asDigest } from './commitment.ts'
import { type Figures, isPossible, readFigures, writeFigures } from './figures.ts'
import type { BaselineLeaf, DayLeaf, Leaf, Organisations, PersonLeaf, RetractLeaf } from './leaf.ts'
import { NOTE_KEY, readVerifierKey } from './note-key.ts'
import { ProofError } from './proof-error.ts'
import { readSize } from './size.ts'

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
  const leaf = parsed(kind, lines)
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
const MOST_BYTES = 1024
// One character a byte. A byte above 0x7f becomes a character that no pattern below has.
const ASCII = new TextDecoder('latin1')
const PERSON = /^party ([01]) league ([01]) pioneers ([01]) people 1$/
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/
const PRINTABLE = /^[\x21-\x7e]+$/

function textOf(leaf: Leaf): string {
  return [HEADER, leaf.kind, ...linesOf(leaf)].map((line) => `${line}\n`).join('')
}

function linesOf(leaf: Leaf): readonly string[] {
  switch (leaf.kind) {
    case 'add':
    case 'import':
      return [writePerson(leaf.left), encodeBase64(leaf.commitment)]
    case 'retract':
      return [writePerson(leaf.left), `reason ${leaf.reason}`, `target ${writeTarget(leaf)}`]
    case 'amend':
      return [encodeBase64(leaf.commitment)]
    case 'baseline':
      return [`as-of ${leaf.asOf}`, writeFigures(leaf.figures), encodeBase64(leaf.dossier)]
    case 'baseline-adjust':
      return [writeFigures(leaf.figures)]
    case 'day':
      return [
        `date ${leaf.date}`,
        `size ${leaf.size}`,
        `baseline ${writeFigures(leaf.baseline)}`,
        `counted ${writeFigures(leaf.counted)}`,
        `retracted ${writeFigures(leaf.retracted)}`,
      ]
    case 'key':
      return [leaf.vkey]
    case 'note':
      return [encodeBase64(leaf.digest)]
  }
}

function parsed(kind: string, lines: readonly string[]): Leaf | undefined {
  try {
    if (lines.length !== LINES.get(kind)) return undefined
    return PARSERS.get(kind)?.(lines)
  } catch (error) {
    // A size, a key or a commitment in it is broken: the leaf is.
    if (error instanceof ProofError) return undefined
    throw error
  }
}

type Parser = (lines: readonly string[]) => Leaf | undefined

const LINES: ReadonlyMap<string, number> = new Map([
  ['add', 2],
  ['import', 2],
  ['retract', 3],
  ['amend', 1],
  ['baseline', 3],
  ['baseline-adjust', 1],
  ['day', 5],
  ['key', 1],
  ['note', 1],
])

const PARSERS: ReadonlyMap<string, Parser> = new Map<string, Parser>([
  ['add', (lines) => readPersonLeaf('add', lines)],
  ['import', (lines) => readPersonLeaf('import', lines)],
  ['retract', readRetract],
  ['amend', ([commitment = '']) => ({ kind: 'amend', commitment: readCommitment(commitment) })],
  ['baseline', readBaseline],
  ['baseline-adjust', readAdjust],
  ['day', readDay],
  ['key', readKey],
  ['note', ([digest = '']) => ({ kind: 'note', digest: readDigest(digest) })],
])

function readPersonLeaf(
  kind: 'add' | 'import',
  [weights = '', commitment = '']: readonly string[],
): PersonLeaf {
  return { kind, left: readPerson(weights), commitment: readCommitment(commitment) }
}

function readRetract([weights = '', reasonLine = '', targetLine = '']: readonly string[]):
  | RetractLeaf
  | undefined {
  const left = readPerson(weights)
  const reason = after('reason ', reasonLine)
  const target = after('target ', targetLine)
  switch (reason) {
    case 'withdrawn':
      return { kind: 'retract', left, reason, target: readCommitment(target) }
    case 'duplicate':
    case 'invalid':
    case 'error':
      return { kind: 'retract', left, reason, target: readSize(target) }
    default:
      return undefined
  }
}

function readBaseline([asOfLine = '', figuresLine = '', dossier = '']: readonly string[]): BaselineLeaf {
  const asOf = readDate(after('as-of ', asOfLine))
  return { kind: 'baseline', asOf, figures: readSum(figuresLine), dossier: readDigest(dossier) }
}

function readAdjust([figures = '']: readonly string[]): Leaf {
  return { kind: 'baseline-adjust', figures: readSum(figures) }
}

function readDay([
  date = '',
  size = '',
  baseline = '',
  counted = '',
  retracted = '',
]: readonly string[]): DayLeaf {
  return {
    kind: 'day',
    date: readDate(after('date ', date)),
    size: readSize(after('size ', size)),
    baseline: readSum(after('baseline ', baseline)),
    counted: readSum(after('counted ', counted)),
    retracted: readSum(after('retracted ', retracted)),
  }
}

/** An ASCII name, so that no leaf has a character that another reads otherwise. */
function readKey([vkey = '']: readonly string[]): Leaf | undefined {
  return PRINTABLE.test(vkey) && readVerifierKey(vkey).type === NOTE_KEY ? { kind: 'key', vkey } : undefined
}

function writePerson({ party, league, pioneers }: Organisations): string {
  return `party ${Number(party)} league ${Number(league)} pioneers ${Number(pioneers)} people 1`
}

function readPerson(line: string): Organisations {
  const [whole, party, league, pioneers] = PERSON.exec(line) ?? []
  if (whole === undefined) throw broken()
  return { party: party === '1', league: league === '1', pioneers: pioneers === '1' }
}

function writeTarget({ target }: RetractLeaf): string {
  return typeof target === 'number' ? String(target) : encodeBase64(target)
}

function readSum(line: string): Figures {
  const figures = readFigures(line)
  if (!figures || !isPossible(figures)) throw broken()
  return figures
}

function readDate(text: string): string {
  const time = DATE.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, text.length) !== text) throw broken()
  return text
}

function readCommitment(base64: string): Commitment {
  return asCommitment(decodeBase64(base64))
}

function readDigest(base64: string): Digest {
  return asDigest(decodeBase64(base64))
}

function after(word: string, line: string): string {
  if (!line.startsWith(word)) throw broken()
  return line.slice(word.length)
}

function broken(): ProofError {
  return new ProofError('bad-leaf', 'This is not a leaf of the ledger in its one writing.')
}
