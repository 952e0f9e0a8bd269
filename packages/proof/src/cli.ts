#!/usr/bin/env node
import { runAudit } from './cli-audit.ts'
import { type Answer, CliError } from './cli-input.ts'
import { runProof } from './cli-proof.ts'
import { ProofError } from './proof-error.ts'

const HELP = `exeunt-verify: recompute the count of a centre, without trusting it

  exeunt-verify audit <address or folder> --vkey <key> [options]
      Reads a whole log: https://…/log, or a folder with the same files. Checks signature, tiles, entries,
      rules of the count, sums of each day.
      --kept <file>     a checkpoint of an earlier audit, to be a beginning of the log; may be repeated
      --save <file>     where to keep the checkpoint of this audit, if all is proved

  exeunt-verify proof <file> --vkey <key> [options]
      Checks that an entry stands in a log (.tlog-proof).
      --leaf <file>     the bytes of the entry; without it, those that the proof brings along
      --record <file>   a record that the entry is to be the commitment of, with
      --key <base64>    the key that opens it

Whose signature is believed, for both:
  --vkey <key>      the log's key, from elsewhere than the log: print, a friend, an earlier visit; may be repeated
  --policy <file>   a tlog-policy file, with logs, witnesses and a quorum

Ends with 0 only if all is proved, with 1 if not, with 2 if the command is not understood.
`

const COMMANDS: ReadonlyMap<string, (args: readonly string[]) => Promise<Answer>> = new Map([
  ['audit', runAudit],
  ['proof', runProof],
])

try {
  const [name = '', ...args] = process.argv.slice(2)
  const command = COMMANDS.get(name)
  if (command) {
    process.exitCode = (await command(args)) === 'proved' ? 0 : 1
  } else if (['help', '--help', '-h'].includes(name)) {
    process.stdout.write(HELP)
  } else {
    throw new CliError('Say what to do: audit, proof or help.')
  }
} catch (error) {
  if (!(error instanceof CliError) && !(error instanceof ProofError)) throw error
  process.stderr.write(`exeunt-verify: ${error.message}${placeOf(error)}\n`)
  process.exitCode = error instanceof CliError ? 2 : 1
}

function placeOf(error: Error): string {
  return error instanceof ProofError && error.place ? ` (${error.place})` : ''
}
