// Node.js only: the commands of `exeunt-verify`, for whoever has a command line of his own.
import { runAudit } from './audit.ts'
import { runCertificate } from './certificate.ts'
import { runCode } from './code.ts'
import { runDesk } from './desk.ts'
import { runEntries } from './entries.ts'
import { type Answer, CliError } from './input.ts'
import { runProof } from './proof.ts'
import { printable } from '../basics/printable.ts'
import { ProofError } from '../basics/proof-error.ts'

const COMMANDS: ReadonlyMap<string, (args: readonly string[]) => Promise<Answer>> = new Map([
  ['audit', runAudit],
  ['entries', runEntries],
  ['code', runCode],
  ['proof', runProof],
  ['desk', runDesk],
  ['certificate', runCertificate],
])

const STATUS: Record<Answer, number> = { proved: 0, failed: 1, unchecked: 3, older: 4 }
const NOT_UNDERSTOOD = 2

export const HELP = `exeunt-verify: recompute the count of a centre, without trusting it

  exeunt-verify audit <site, log or folder> [options]
      Reads a whole log: https://…, or a folder with the same files. Checks signature, witnesses, tiles, entries,
      rules of the count, sums of each day, the figures that the site prints, and the file of each day's entries.
      --kept <file>     a checkpoint that must be a beginning of the log; may be repeated
      --figures <file>  a count.json that you saved, instead of the one beside the log

  exeunt-verify entries <file> <site, log or folder>
      Whether each person in a file of published entries (days/…/entries.json.gz, or that of one entry) has a leaf
      of her own, which says the same; and whether everybody is given this file of the day.

  exeunt-verify code <digits> <site, log or folder> --day <YYYY-MM-DD>
      Whether somebody counted on that day has this check code.

  exeunt-verify proof <file> --vkey <key>
      Whether an entry stands in a log (.tlog-proof), without the log.
      --leaf <file>     the bytes of the entry; without it, those that the proof brings along
      --record <file>   a record that the entry is to be the commitment of, with
      --key <base64>    the key that opens it

  exeunt-verify desk <desk> <site>
      Whether a desk, https://…, gives your machine the script that the site's ledger page names: every file of its
      sign-in page, byte for byte, held to /desk.json of the site, and nothing besides.

  exeunt-verify certificate <file> --issuers <site or file>
      Whether a certificate is good: a PDF, a credential (.sd-jwt), or a text with the address that its code holds. Four
      answers, each proved, FAILED or not checked: signature, issuer, status, ledger; and what it says.
      --fingerprint <64>  the root's, from the paper, from print, from a friend: the site's list is held to it
      --keep <folder>     where the number of the root's list is kept: one with a lower number is refused from then on
      --status <file>     the list of states, instead of the site's
      --offline           ask nobody

Whose signature is believed:
  --vkey <key>      the log's key, from elsewhere than the log: print, a friend; may be repeated
  --policy <file>   a tlog-policy file, with logs, witnesses and a quorum
  --root <key>      the centre's root, which signs what the log's keys and witnesses are
  Without any, the key that your earlier audit of this log kept; without that, the one that the log serves.
  --keep <folder>   where key and checkpoint are kept for the next audit; "none" keeps nothing.
                    Default: exeunt-verify in $XDG_STATE_HOME or ~/.local/state

Ends with 0 only if all is proved, with 1 if something is false, with 2 if the command is not understood, with 3 if
nothing is false and something was not checked.
`

/** Runs one command, prints what it found, and returns the status that the process is to end with. */
export async function runCommand([name = '', ...args]: readonly string[]): Promise<number> {
  try {
    if (['help', '--help', '-h'].includes(name)) {
      process.stdout.write(HELP)
      return 0
    }
    const command = COMMANDS.get(name)
    if (!command) throw new CliError(`Say what to do: ${[...COMMANDS.keys()].join(', ')} or help.`)
    return STATUS[await command(args)]
  } catch (error) {
    if (!(error instanceof CliError) && !(error instanceof ProofError)) throw error
    process.stderr.write(`${printable(`exeunt-verify: ${error.message}${placeOf(error)}`)}\n`)
    if (error instanceof CliError) return NOT_UNDERSTOOD
    return error.code === 'unreadable' ? STATUS.unchecked : STATUS.failed
  }
}

function placeOf(error: Error): string {
  return error instanceof ProofError && error.place ? ` (${error.place})` : ''
}
