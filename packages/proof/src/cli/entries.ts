import { gunzipSync } from 'node:zlib'
import { type CheckedLog, openLog } from './log.ts'
import { type Answer, CliError, readInput, readOwnFile, say, understood } from './input.ts'
import { type PersonCheck, checkEntries } from '../audit/check-entries.ts'
import { MOST_FILE_BYTES } from '../log/fetcher.ts'
import { ProofError } from '../basics/proof-error.ts'
import { type PublishedEntries, readPublishedEntries } from '../audit/published-entry.ts'

/** Holds a file of published entries, of one day or of one entry, to the log. */
export async function runEntries(args: readonly string[]): Promise<Answer> {
  const input = readInput(args, { targets: 2, options: [] })
  const [file = '', target = ''] = input.targets
  const bytes = await readOwnFile(file)
  const published = understood(file, () => readPublishedEntries(unzipped(bytes)))
  const log = await openLog(input, target)
  if (published.log !== log.checkpoint.origin)
    throw new CliError(`These entries are of ${published.log}, and this log is ${log.checkpoint.origin}.`)
  return checked(published, log)
}

async function checked({ entries }: PublishedEntries, { reader, answer }: CheckedLog): Promise<Answer> {
  let people = 0
  const wrong: PersonCheck[] = []
  for await (const check of checkEntries(entries, reader)) {
    people++
    if (check.outcome !== 'counted') wrong.push(check)
  }
  for (const { entry, line, index, outcome } of wrong)
    say(`FAILED: entry ${entry}, line ${line}: ${WORDS[outcome]} (leaf ${index})`)
  if (wrong.length > 0) return 'failed'
  say(`proved: people ${people}, entries ${entries.length}: each person has one leaf, and it says the same.`)
  say('remark: whether somebody has withdrawn since this file was made, it does not say. Take a new one.')
  return answer
}

const WORDS: Record<PersonCheck['outcome'], string> = {
  counted: 'is counted',
  'not-there': 'is not counted by the leaf that is named',
  other: 'the leaf is of another person, or of other words',
  twice: 'has a leaf that another line has as well',
}

function unzipped(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_FILE_BYTES })
  } catch {
    throw new ProofError('bad-published', 'It is not packed as gzip packs, or far too much is packed in it.')
  }
}
