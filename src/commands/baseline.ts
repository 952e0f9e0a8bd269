import { readFileSync } from 'node:fs'
import { isDay } from '#basics'
import { attestBaseline, publicFolder } from '#ledger'
import { foldDay } from '#proof'
import { type Command, readArgs, SETTINGS, UsageError, wholeNumber, settings } from './command.ts'
import { openAsOwner } from './owner.ts'
import { say } from './say.ts'

export const baseline: Command = {
  help: `exeunt baseline <dossier> --as-of <YYYY-MM-DD> --people N --party N --league N --pioneers N --not-stated N

The dossier is the file that attests the total: daily series, method, signatories. It is published, and its
SHA-256 stands in the ledger's first leaf for ever. Who left several organisations is one of the people and stands
under each; who stated none stands under --not-stated. The total is shown apart everywhere: it is attested, and
provable by nothing.

${SETTINGS}`,
  async run(args) {
    const given = readArgs(args, {
      names: [1, 1],
      values: ['as-of', 'people', 'party', 'league', 'pioneers', 'not-stated'],
    })
    const typed = given.values['as-of'] ?? ''
    const asOf = foldDay(typed)
    if (!isDay(asOf)) throw new UsageError(`--as-of must be a day, YYYY-MM-DD; it is "${typed}"`)
    const figures = {
      party: wholeNumber(given, 'party'),
      league: wholeNumber(given, 'league'),
      pioneers: wholeNumber(given, 'pioneers'),
      notStated: wholeNumber(given, 'not-stated'),
      people: wholeNumber(given, 'people'),
    }
    const dossier = readDossier(given.names[0] ?? '')
    const config = settings()
    await using owner = await openAsOwner(config)
    const folder = publicFolder(config.publicDir)
    switch (await attestBaseline({ db: owner.db, folder }, { asOf, figures, dossier })) {
      case 'attested':
        say(`The ledger begins with ${figures.people} people as of ${asOf}, attested.`)
        return
      case 'too-late':
        throw new UsageError(
          'the ledger has begun, or has a baseline already: it can be given once, and first',
        )
      case 'impossible':
        throw new UsageError(
          'no people have these figures: each organisation and --not-stated together have at most --people',
        )
    }
  },
}

function readDossier(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch {
    throw new UsageError(`the dossier ${path} cannot be read`)
  }
}
