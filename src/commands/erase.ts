import { systemRandom } from '#basics'
import { eraseCertificates } from '#certificates'
import { transaction } from '#db'
import { eraseEntry, publicFolder } from '#ledger'
import { foldNumber } from '#proof'
import { republish } from '#publish'
import { type Command, readArgs, settings, SETTINGS, UsageError, wholeNumber } from './command.ts'
import { openAsOwner } from './owner.ts'
import { say } from './say.ts'

export const erase: Command = {
  help: `exeunt erase <entry> [--line <n>] --for-ever

Destroys words, place and names in the register, everything that was sealed of the declaration and of certificates
that were asked for with it, and the keys of
the people's leaves in the ledger; with --line the name on one line, its key, and what was sealed, for that was
sealed as a whole. The entry keeps its number, its people are counted as before, and not a byte of the ledger
changes. Nothing takes it back.

What it cannot reach: copies of the page or of a day's file that others have, and backups. PostgreSQL keeps the old
bytes in freed space until it needs it; docs/runbooks/ledger.md says what to do about both.

${SETTINGS}`,
  async run(args) {
    const given = readArgs(args, { names: [1, 1], values: ['line'], flags: ['for-ever'] })
    const [name = ''] = given.names
    const digits = foldNumber(name)
    if (!/^\d{1,15}$/.test(digits)) throw new UsageError(`"${name}" is no number of an entry`)
    const number = Number(digits)
    const line = given.values['line'] === undefined ? null : wholeNumber(given, 'line')
    if (!given.flags.has('for-ever'))
      throw new UsageError('nothing takes it back: say --for-ever if you mean it')
    const config = settings()
    await using owner = await openAsOwner(config)
    const { db } = owner
    const erased = await transaction(db, async (tx) => {
      const gone = await eraseEntry(tx, { number, line })
      if (gone.outcome === 'erased' && gone.submission !== null) await eraseCertificates(tx, gone.submission)
      return gone
    })
    if (erased.outcome === 'not-there')
      throw new UsageError(
        `entry ${number} is no declaration${line === null ? '' : `, or has no line ${line}`}`,
      )
    await republish({ db, random: systemRandom, folder: publicFolder(config.publicDir) }, number)
    await owner.tidy()
    say(`Erased. ${erased.leaves} leaves of the ledger open to nobody any more, and count as before.`)
  },
}
