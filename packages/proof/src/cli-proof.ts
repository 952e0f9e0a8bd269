import { decodeBase64 } from './base64.ts'
import { type Answer, CliError, type Input, readInput, readOwnFile } from './cli-input.ts'
import { opens } from './commitment.ts'
import { leafHash } from './hash.ts'
import type { Leaf } from './leaf.ts'
import { readLeaf } from './leaf-text.ts'
import { type VerifiedProof, readTlogProof, verifyTlogProof } from './tlog-proof.ts'

export async function runProof(args: readonly string[]): Promise<Answer> {
  const { target, policy, options } = await readInput(args, ['leaf', 'record', 'key'])
  if (!policy) throw new CliError('Whose signature is believed? Give the log key with --vkey, or a --policy.')
  const tlogProof = readTlogProof(await readOwnFile(target))
  const [leafFile] = options['leaf'] ?? []
  const entry = leafFile === undefined ? tlogProof.extra : await readOwnFile(leafFile)
  if (!entry) throw new CliError('The proof does not bring its entry along: give it with --leaf.')

  const verified = await verifyTlogProof({ tlogProof, leaf: leafHash(entry), policy })
  if (verified.outcome !== 'proved') return say('not-proved', `FAILED: ${REASONS[verified.outcome]}`)
  const { index, checkpoint } = verified
  const leaf = readLeaf(entry)
  say('proved', `proved: entry ${index} of ${checkpoint.origin} is a leaf of kind ${leaf.kind}`)
  return openedAnswer(leaf, options)
}

const REASONS: Record<Exclude<VerifiedProof['outcome'], 'proved'>, string> = {
  'not-included': 'the log signed a tree in which this entry does not stand at this place.',
  'quorum-missed': 'too few of the witnesses have cosigned.',
  'foreign-origin': 'the checkpoint is of another log.',
  unsigned: 'no key that is believed has signed the checkpoint.',
  'bad-signature': 'a signature is not of the key that it names.',
}

async function openedAnswer(leaf: Leaf, { record = [], key = [] }: Input['options']): Promise<Answer> {
  const [recordFile] = record
  const [keyText] = key
  if (recordFile === undefined && keyText === undefined) return 'proved'
  if (recordFile === undefined || keyText === undefined)
    throw new CliError('Give --record and --key together.')
  const opening = { key: decodeBase64(keyText), record: await readOwnFile(recordFile) }
  const commitment = 'commitment' in leaf ? leaf.commitment : undefined
  if (commitment && opens(commitment, opening))
    return say('proved', 'proved: the entry commits to this record')
  return say('not-proved', 'FAILED: the entry does not commit to this record with this key.')
}

function say(answer: Answer, line: string): Answer {
  process.stdout.write(`${line}\n`)
  return answer
}
