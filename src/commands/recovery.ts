import { closeSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { readText, systemClock, systemRandom } from '#basics'
import { transaction } from '#db'
import { openerPage } from '#desk'
import { type Exported, exportForRecovery, type Given, giveRecovered, inviteToRecover } from '#recovery'
import { type Command, readArgs, SETTINGS, settings, UsageError } from './command.ts'
import { openAsOwner } from './owner.ts'
import { say } from './say.ts'

export const recovery: Command = {
  help: `exeunt recovery opener <file.html>
                      the page that puts the key together, for a machine without a network
exeunt recovery invite
                      a link for whoever comes back when every passkey is lost; she enrols and waits
exeunt recovery export <file> [--records]
                      the keys of all boxes as they are sealed to the recovery key, for the opener; with
                      --records everything that lies in them as well, sealed as it is
exeunt recovery give <file>
                      what the opener made for her: she is admitted, and can open the boxes

docs/runbooks/recovery.md goes through it. No share and no opened key ever comes to this machine. Each of the three
that touch the installation stands among its acts.

${SETTINGS}`,
  async run(args) {
    const { names, flags } = readArgs(args, { names: [1, 2], flags: ['records'] })
    const [what = '', file] = names
    if (what === 'invite') return invite()
    if (!Object.hasOwn(WITH_FILE, what))
      throw new UsageError(`"${what}" is not opener, invite, export or give; try --help`)
    if (file === undefined) throw new UsageError('the name of a file is missing; try --help')
    await WITH_FILE[what]?.(file, { withRecords: flags.has('records') })
  },
}

const WITH_FILE: Record<string, (file: string, how: { withRecords: boolean }) => Promise<void>> = {
  async opener(file) {
    writeFileSync(file, openerPage())
    say(`${file} is the page. Carry it to a machine without a network, and open it in a browser there.`)
  },
  export: writeExport,
  give,
}

async function invite(): Promise<void> {
  const config = settings()
  await using owner = await openAsOwner(config)
  const invited = await inviteToRecover({ db: owner.db, clock: systemClock, random: systemRandom })
  if (invited.outcome === 'no-members')
    throw new UsageError('this installation has no members yet: its start prints the link of the first one')
  say(
    'This link enrols one who comes back, once, within 24 hours. She has to choose a name that nobody has had:\n',
  )
  say(`  ${config.deskOrigin}/enrol#${invited.token.reveal()}`, '')
  say('When she has enrolled: exeunt recovery export')
}

async function writeExport(file: string, { withRecords }: { withRecords: boolean }): Promise<void> {
  await using owner = await openAsOwner(settings())
  const partial = `${file}.part`
  const written = await writing(partial, (write) =>
    exportForRecovery(owner.db, { clock: systemClock, withRecords, write }),
  )
  if (written.outcome === 'no-recovery-key') {
    rmSync(partial)
    throw new UsageError('this installation has no recovery key: a demonstration has none')
  }
  renameSync(partial, file)
  say(`${file} has ${written.boxes} keys of boxes and ${written.records} records, all sealed.`)
  say(
    written.waiting === 0
      ? 'Nobody waits to be given them: to come back to the desk, "exeunt recovery invite" comes first.'
      : `Waiting to be given them: ${written.waiting}.`,
  )
}

/** Under another name until it is whole: half a file must not look like one. */
async function writing(
  file: string,
  fill: (write: (line: string) => void) => Promise<Exported>,
): Promise<Exported> {
  const out = openSync(file, 'w', 0o600)
  try {
    return await fill((line) => writeSync(out, line))
  } finally {
    closeSync(out)
  }
}

async function give(file: string): Promise<void> {
  const text = readText(file)
  await using owner = await openAsOwner(settings())
  const given = await transaction(owner.db, (tx) => giveRecovered(tx, { clock: systemClock, file: text }))
  if (given.outcome !== 'given') throw new UsageError(NOT_GIVEN[given.outcome])
  say(`${given.name} is admitted, as an administrator, and can open ${given.boxes} boxes.`)
  if (given.strange > 0)
    say(`${given.strange} keys are of boxes that this installation does not have, and were left out.`)
}

const NOT_GIVEN: Record<Exclude<Given['outcome'], 'given'>, string> = {
  'not-a-file': 'this is no file that the opener made, or it is cut off',
  'not-waiting': 'nobody waits in this installation whom the file is for',
  'key-differs': 'she has enrolled anew since the file was made: export again, and seal to her new key',
}
