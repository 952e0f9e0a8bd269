import { decodeBase64 } from '../basics/base64.ts'
import { type Answer, CliError, type Input, once, readInput, readOwnFile, say } from './input.ts'
import { opens } from '../log/commitment.ts'
import { leafHash } from '../log/hash.ts'
import type { Leaf } from '../log/leaf.ts'
import { readLeaf } from '../log/leaf-text.ts'
import { readVerifierKey } from '../log/note-key.ts'
import { type Policy, policyOfLogs, readPolicy } from '../log/policy.ts'
import { type VerifiedProof, readTlogProof, verifyTlogProof } from '../log/tlog-proof.ts'

export async function runProof(args: readonly string[]): Promise<Answer> {
  const input = readInput(args, { targets: 1, options: ['leaf', 'record', 'key'] })
  const policy = await policyGiven(input)
  const tlogProof = readTlogProof(await readOwnFile(input.targets[0] ?? ''))
  const leafFile = once(input, 'leaf')
  const entry = leafFile === undefined ? tlogProof.extra : await readOwnFile(leafFile)
  if (!entry) throw new CliError('The proof does not bring its entry along: give it with --leaf.')

  const verified = await verifyTlogProof({ tlogProof, leaf: leafHash(entry), policy })
  if (verified.outcome !== 'proved') {
    say(`FAILED: ${REASONS[verified.outcome]}`)
    return 'failed'
  }
  const { index, checkpoint } = verified
  const leaf = readLeaf(entry)
  say(`proved: entry ${index} of ${checkpoint.origin} is a leaf of kind ${leaf.kind}`)
  return openedAnswer(leaf, input)
}

/** A proof is looked at without its log, so nothing but the user can say whose key to believe. */
async function policyGiven(input: Input): Promise<Policy> {
  const vkeys = input.options['vkey'] ?? []
  const file = once(input, 'policy')
  if ((file === undefined) === (vkeys.length === 0))
    throw new CliError('Whose signature is believed? Give the log key with --vkey, or a --policy.')
  return file === undefined ? policyOfLogs(vkeys.map(readVerifierKey)) : readPolicy(await readOwnFile(file))
}

const REASONS: Record<Exclude<VerifiedProof['outcome'], 'proved'>, string> = {
  'not-included': 'the log signed a tree in which this entry does not stand at this place.',
  'quorum-missed': 'too few of the witnesses have cosigned.',
  'foreign-origin': 'the checkpoint is of another log.',
  unsigned: 'no key that is believed has signed the checkpoint.',
  'bad-signature': 'a signature is not of the key that it names.',
}

async function openedAnswer(leaf: Leaf, input: Input): Promise<Answer> {
  const recordFile = once(input, 'record')
  const keyText = once(input, 'key')
  if (recordFile === undefined && keyText === undefined) return 'proved'
  if (recordFile === undefined || keyText === undefined)
    throw new CliError('Give --record and --key together.')
  const opening = { key: decodeBase64(keyText), record: await readOwnFile(recordFile) }
  const commitment = 'commitment' in leaf ? leaf.commitment : undefined
  if (commitment && opens(commitment, opening)) {
    say('proved: the entry commits to this record')
    return 'proved'
  }
  say('FAILED: the entry does not commit to this record with this key.')
  return 'failed'
}
