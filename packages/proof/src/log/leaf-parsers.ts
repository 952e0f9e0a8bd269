import { decodeBase64 } from '../basics/base64.ts'
import { type ChannelSum, areOrdered, peopleOf, readChannel } from './channel.ts'
import { type Commitment, type Digest, asCommitment, asDigest } from './commitment.ts'
import { type Figures, isPossible, readFigures } from './figures.ts'
import type { BaselineLeaf, DayLeaf, Leaf, Organisations } from './leaf.ts'
import type { PersonLeaf, RestateLeaf, RetractLeaf } from './leaf.ts'
import { writePerson } from './leaf-lines.ts'
import { NOTE_KEY, readVerifierKey } from './note-key.ts'
import { ProofError } from '../basics/proof-error.ts'
import { readSize } from './size.ts'

/** The leaf of a kind with these lines below it; undefined where there is none. Those of people are read by `personIn`. */
export function parseLeaf(kind: string, lines: readonly string[]): Parsed | undefined {
  try {
    const { least, most } = LINES.get(kind) ?? NO_KIND
    if (lines.length < least || lines.length > most) return undefined
    return PARSERS.get(kind)?.(lines)
  } catch (error) {
    // A size, a key or a commitment in it is broken: the leaf is.
    if (error instanceof ProofError) return undefined
    throw error
  }
}

type Parsed = Exclude<Leaf, PersonLeaf>
type Parser = (lines: readonly string[]) => Parsed | undefined

const CHANNELS = 32
const NO_KIND = { least: 1, most: 0 }
const LINES: ReadonlyMap<string, { readonly least: number; readonly most: number }> = new Map([
  ['retract', { least: 3, most: 3 }],
  ['restate', { least: 4, most: 4 }],
  ['amend', { least: 1, most: 1 }],
  ['channels', { least: 1, most: CHANNELS }],
  ['baseline', { least: 3, most: 3 }],
  ['baseline-adjust', { least: 1, most: 1 }],
  ['day', { least: 6, most: 6 + CHANNELS }],
  ['key', { least: 1, most: 1 }],
  ['note', { least: 1, most: 1 }],
])

const PARSERS: ReadonlyMap<string, Parser> = new Map<string, Parser>([
  ['retract', readRetract],
  ['restate', readRestate],
  ['amend', ([commitment = '']) => ({ kind: 'amend', commitment: readCommitment(commitment) })],
  ['channels', (lines) => ({ kind: 'channels', channels: readChannels(lines) })],
  ['baseline', readBaseline],
  ['baseline-adjust', readAdjust],
  ['day', readDay],
  ['key', readKey],
  ['note', ([digest = '']) => ({ kind: 'note', digest: readDigest(digest) })],
])

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

function readRestate([wasLine = '', nowLine = '', targetLine = '', commitment = '']: readonly string[]):
  | RestateLeaf
  | undefined {
  const was = readPerson(after('was ', wasLine))
  const now = readPerson(after('now ', nowLine))
  // What changes nothing is an amendment.
  if (writePerson(was) === writePerson(now)) return undefined
  const target = readSize(after('target ', targetLine))
  return { kind: 'restate', was, now, target, commitment: readCommitment(commitment) }
}

function readBaseline([asOfLine = '', figuresLine = '', dossier = '']: readonly string[]): BaselineLeaf {
  const asOf = readDate(after('as-of ', asOfLine))
  return { kind: 'baseline', asOf, figures: readSum(figuresLine), dossier: readDigest(dossier) }
}

function readAdjust([figures = '']: readonly string[]): Parsed {
  return { kind: 'baseline-adjust', figures: readSum(figures) }
}

function readDay([
  date = '',
  size = '',
  baseline = '',
  counted = '',
  retracted = '',
  files = '',
  ...channels
]: readonly string[]): DayLeaf {
  return {
    kind: 'day',
    date: readDate(after('date ', date)),
    size: readSize(after('size ', size)),
    baseline: readRest(after('baseline ', baseline)),
    counted: readSum(after('counted ', counted)),
    retracted: readSum(after('retracted ', retracted)),
    files: readDigest(after('files ', files)),
    channels: readChannels(channels),
  }
}

/** An ASCII name, so that no leaf has a character that another reads otherwise. */
function readKey([vkey = '']: readonly string[]): Parsed | undefined {
  return PRINTABLE.test(vkey) && readVerifierKey(vkey).type === NOTE_KEY ? { kind: 'key', vkey } : undefined
}

function readPerson(line: string): Organisations {
  const [whole, party, league, pioneers] = PERSON.exec(line) ?? []
  if (whole === undefined) throw broken()
  return { party: party === '1', league: league === '1', pioneers: pioneers === '1' }
}

function readSum(line: string): Figures {
  const figures = readFigures(line)
  if (!figures || !isPossible(figures)) throw broken()
  return figures
}

/** Each channel once, by name, and none that nobody came by. */
function readChannels(lines: readonly string[]): ChannelSum[] {
  const sums = lines.map((line) => {
    const sum = readChannel(line)
    if (!sum || sum.counted + sum.retracted === 0) throw broken()
    return sum
  })
  if (!areOrdered(sums) || !peopleOf(sums)) throw broken()
  return sums
}

/** What is left of a baseline while it is being taken over. */
function readRest(line: string): Figures {
  const figures = readFigures(line)
  if (!figures) throw broken()
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

const PERSON = /^party ([01]) league ([01]) pioneers ([01]) people 1$/
const DATE = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/
const PRINTABLE = /^[\x21-\x7e]+$/

function broken(): ProofError {
  return new ProofError('bad-leaf', 'This is not a leaf of the ledger in its one writing.')
}
