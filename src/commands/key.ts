import { systemRandom } from '#basics'
import { freezeSigner, hasKey, makeNextKey, nextKeySince, openSigner, retireKey } from '#signer'
import { type Config } from '#config'
import { publicFolder } from '#ledger'
import { openSuccession, readVerifierKey, writeVerifierKey } from '#proof'
import { logOrigin } from '../processes/signer.ts'
import { type Command, readArgs, SETTINGS, UsageError, settings } from './command.ts'
import { say } from './say.ts'

/** Who follows the ledger has this long to learn the next key from the old one (docs/runbooks/ledger.md). */
const OVERLAP_DAYS = 90
const DAY_MS = 24 * 60 * 60 * 1_000

export const key: Command = {
  help: `exeunt key show       the keys that sign now
exeunt key rotate     make a second key; the ledger announces it, and both sign
exeunt key retire     let the second key sign alone: ${OVERLAP_DAYS} days after it was made, or with --now
exeunt key freeze --for-ever
                      sign nothing any more. Nothing takes it back; read docs/runbooks/ledger.md first

It works on the signer's directory (EXEUNT_SIGNER), as the account that owns it. The installation may be open.

${SETTINGS}`,
  async run(args) {
    const { names, flags } = readArgs(args, { names: [1, 1], flags: ['now', 'for-ever'] })
    const config = settings()
    const { signerDir: directory } = config
    const [what = ''] = names
    switch (what) {
      case 'show':
        if (!hasKey(directory))
          throw new UsageError(
            `there is no key in ${directory}: EXEUNT_DATA or EXEUNT_SIGNER says where it is`,
          )
        break
      case 'rotate':
        if ((await makeNextKey(directory, systemRandom)) === 'there-is-one')
          throw new UsageError('a second key was made already: retire the old one first')
        break
      case 'retire':
        await retire(config, { now: flags.has('now') })
        break
      case 'freeze':
        if (!flags.has('for-ever'))
          throw new UsageError('freezing ends this ledger: say --for-ever if you mean it')
        freezeSigner(directory)
        say('Frozen. This signer signs nothing any more.')
        return
      default:
        throw new UsageError(`"${what}" is not show, rotate, retire or freeze; try --help`)
    }
    const { vkeys } = await openSigner({ directory, origin: logOrigin(config) }).state()
    say(...vkeys)
  },
}

async function retire(config: Config, { now }: { now: boolean }): Promise<void> {
  const { signerDir: directory } = config
  const since = nextKeySince(directory)
  if (!since) throw new UsageError('there is no second key: make one with "exeunt key rotate"')
  const days = Math.floor((Date.now() - since.getTime()) / DAY_MS)
  if (days < OVERLAP_DAYS && !now)
    throw new UsageError(
      `the second key is ${days} days old: wait until it is ${OVERLAP_DAYS}, or say --now if the old one is lost or stolen`,
    )
  if (!(await isAnnounced(config)))
    throw new UsageError(
      'the ledger has not announced the second key yet, and would end with the first: open the installation, and wait a minute',
    )
  await retireKey(directory)
}

/** Whether the public files say which key follows: it is put there once the log has a leaf of it. */
async function isAnnounced(config: Config): Promise<boolean> {
  const { vkeys } = await openSigner({ directory: config.signerDir, origin: logOrigin(config) }).state()
  const [present, next] = vkeys.map(readVerifierKey)
  const note = publicFolder(config.publicDir).get('log/succession')
  const heir = present && note && (await openSuccession(note, [present]))
  return heir !== undefined && next !== undefined && writeVerifierKey(heir) === writeVerifierKey(next)
}
