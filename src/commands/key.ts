import { systemRandom } from '#basics'
import { freezeSigner, makeNextKey, nextKeySince, openSigner, retireKey } from '#signer'
import { logOrigin } from '../house.ts'
import { type Command, readArgs, SETTINGS, UsageError, settings } from './command.ts'

/** Who follows the ledger has this long to learn the next key from the old one (docs/runbooks/ledger.md). */
const OVERLAP_DAYS = 90
const DAY_MS = 24 * 60 * 60 * 1_000

export const key: Command = {
  summary: "show, change or end the ledger's key",
  help: `exeunt key show       the keys that sign now
exeunt key rotate     make a second key; the ledger announces it, and both sign
exeunt key retire     let the second key sign alone: ${OVERLAP_DAYS} days after it was made, or with --now
exeunt key freeze --for-ever
                      sign nothing any more. Nothing takes it back; read docs/runbooks/ledger.md first

It works on the signer's directory (EXEUNT_SIGNER), as the account that owns it. The house may be open.

${SETTINGS}`,
  async run(args) {
    const { names, flags } = readArgs(args, { names: [1, 1], flags: ['now', 'for-ever'] })
    const config = settings()
    const { signerDir: directory } = config
    const [what = ''] = names
    switch (what) {
      case 'show':
        break
      case 'rotate':
        if ((await makeNextKey(directory, systemRandom)) === 'there-is-one')
          throw new UsageError('a second key was made already: retire the old one first')
        break
      case 'retire':
        retire(directory, { now: flags.has('now') })
        break
      case 'freeze':
        if (!flags.has('for-ever'))
          throw new UsageError('freezing ends this ledger: say --for-ever if you mean it')
        freezeSigner(directory)
        process.stdout.write('Frozen. This signer signs nothing any more.\n')
        return
      default:
        throw new UsageError(`"${what}" is not show, rotate, retire or freeze; try --help`)
    }
    const { vkeys } = await openSigner({ directory, origin: logOrigin(config) }).state()
    for (const vkey of vkeys) process.stdout.write(`${vkey}\n`)
  },
}

function retire(directory: string, { now }: { now: boolean }): void {
  const since = nextKeySince(directory)
  if (!since) throw new UsageError('there is no second key: make one with "exeunt key rotate"')
  const days = Math.floor((Date.now() - since.getTime()) / DAY_MS)
  if (days < OVERLAP_DAYS && !now)
    throw new UsageError(
      `the second key is ${days} days old: wait until it is ${OVERLAP_DAYS}, or say --now if the old one is lost or stolen`,
    )
  retireKey(directory)
}
