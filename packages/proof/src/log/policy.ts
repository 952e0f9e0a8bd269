import { readOctets, readUtf8, sameBytes } from '../basics/bytes.ts'
import { COSIGNER_KEY, NOTE_KEY, type KeyType, type VerifierKey, readVerifierKey } from './note-key.ts'
import { ProofError } from '../basics/proof-error.ts'

/** Whose checkpoints are believed (tlog-policy): any of these logs, cosigned by enough of these witnesses. */
export interface Policy {
  readonly logs: readonly PolicyKey[]
  readonly witnesses: readonly PolicyKey[]
  readonly quorum: Quorum
}

export interface PolicyKey {
  readonly key: VerifierKey
  readonly url: string | undefined
}

export type Quorum =
  | { readonly kind: 'none' }
  | { readonly kind: 'witness'; readonly key: VerifierKey }
  | { readonly kind: 'group'; readonly threshold: number; readonly members: readonly Quorum[] }

/** Believe these logs and ask for no witness. Such a policy does not notice a log that shows two faces. */
export function policyOfLogs(keys: readonly VerifierKey[]): Policy {
  return { logs: keys.map((key) => ({ key, url: undefined })), witnesses: [], quorum: { kind: 'none' } }
}

/** Whether witnesses with these keys are enough. */
export function quorumMet(quorum: Quorum, cosigned: readonly VerifierKey[]): boolean {
  switch (quorum.kind) {
    case 'none':
      return true
    case 'witness':
      return cosigned.some((key) => sameBytes(key.publicKey, quorum.key.publicKey))
    case 'group':
      return quorum.members.filter((member) => quorumMet(member, cosigned)).length >= quorum.threshold
  }
}

/** Reads a policy file. Names are octets and compared as such. Throws `bad-policy`, with the line as place. */
export function readPolicy(bytes: Uint8Array): Policy {
  const octets = readOctets(bytes)
  const draft: Draft = { logs: [], witnesses: [], named: new Map(), grouped: new Set(), quorum: undefined }
  for (const [at, line] of octets.split('\n').entries()) {
    const refuse = (message: string) => new ProofError('bad-policy', message, `line ${at + 1}`)
    if (FORBIDDEN.test(line)) throw refuse('A policy has no control characters but tabs and line feeds.')
    const [keyword = '', ...words] = line.split(/[ \t]+/).filter((word) => word !== '')
    if (keyword === '' || keyword.startsWith('#')) continue
    const read = LINES.get(keyword)
    if (!read) throw refuse('A line of a policy begins with log, witness, group or quorum.')
    read(draft, words, refuse)
  }
  if (!draft.quorum) throw new ProofError('bad-policy', 'A policy has exactly one quorum line.')
  return { logs: draft.logs, witnesses: draft.witnesses, quorum: draft.quorum }
}

interface Draft {
  readonly logs: PolicyKey[]
  readonly witnesses: PolicyKey[]
  readonly named: Map<string, Quorum>
  /** Names that a group has as a member already: who counted twice would weigh twice. */
  readonly grouped: Set<string>
  quorum: Quorum | undefined
}

type Refuse = (message: string) => ProofError
type LineReader = (draft: Draft, words: readonly string[], refuse: Refuse) => void

const LINES: ReadonlyMap<string, LineReader> = new Map([
  ['log', readLog],
  ['witness', readWitness],
  ['group', readGroup],
  ['quorum', readQuorum],
])

const FORBIDDEN = /[\0-\x08\x0a-\x1f\x7f]/
const NONE = 'none'

function readLog(draft: Draft, words: readonly string[], refuse: Refuse): void {
  const [key = '', url, ...more] = words
  if (more.length > 0) throw refuse('A log line is: log <vkey> [<url>].')
  addKey(draft.logs, { text: key, type: NOTE_KEY, url, refuse })
}

function readWitness(draft: Draft, words: readonly string[], refuse: Refuse): void {
  const [name = '', text = '', url, ...more] = words
  if (more.length > 0) throw refuse('A witness line is: witness <name> <vkey> [<url>].')
  const key = addKey(draft.witnesses, { text, type: COSIGNER_KEY, url, refuse })
  define(draft, { name, meaning: { kind: 'witness', key }, refuse })
}

function readGroup(draft: Draft, words: readonly string[], refuse: Refuse): void {
  const [name = '', rule = '', ...names] = words
  const members = names.map((member) => {
    const meaning = draft.named.get(member)
    if (!meaning) throw refuse('A member of a group is defined on a line before it.')
    if (draft.grouped.has(member)) throw refuse('A name is a member of one group at most, once.')
    draft.grouped.add(member)
    return meaning
  })
  const counted = THRESHOLD.test(rule) ? Number(rule) : 0
  const threshold = rule === 'all' ? members.length : rule === 'any' ? 1 : counted
  if (threshold < 1 || threshold > members.length) {
    throw refuse('A group line is: group <name> all|any|<k> <name>…, with k from 1 to the number of names.')
  }
  define(draft, { name, meaning: { kind: 'group', threshold, members }, refuse })
}

function readQuorum(draft: Draft, words: readonly string[], refuse: Refuse): void {
  const [name = '', ...more] = words
  if (draft.quorum || more.length > 0) throw refuse('A policy has exactly one quorum line, with one name.')
  const meaning: Quorum | undefined = name === NONE ? { kind: 'none' } : draft.named.get(name)
  if (!meaning) throw refuse('The quorum is none, or a name defined on a line before it.')
  draft.quorum = meaning
}

function define(draft: Draft, line: { name: string; meaning: Quorum; refuse: Refuse }): void {
  if (line.name === NONE || draft.named.has(line.name)) throw line.refuse('This name is taken.')
  draft.named.set(line.name, line.meaning)
}

/** A key twice would be one witness with two voices, whatever the two names are. */
function addKey(
  keys: PolicyKey[],
  line: { text: string; type: KeyType; url: string | undefined; refuse: Refuse },
): VerifierKey {
  const { text, type, url, refuse } = line
  const key = keyIn(text, refuse)
  if (key.type !== type) throw refuse(`A key of type 0${type} is asked for here.`)
  if (keys.some((other) => sameBytes(other.key.publicKey, key.publicKey)))
    throw refuse('This key stands here twice.')
  keys.push({ key, url })
  return key
}

function keyIn(octets: string, refuse: Refuse): VerifierKey {
  const text = readUtf8(Uint8Array.from(octets, (octet) => octet.charCodeAt(0)))
  try {
    return readVerifierKey(text ?? '')
  } catch {
    throw refuse('The key is broken, or of a kind that is not read here.')
  }
}

const THRESHOLD = /^[1-9][0-9]{0,3}$/
