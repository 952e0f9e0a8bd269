import { checkAnswers } from '#approvals'
import { type BrokenAct, checkActs } from '#audit'
import { dayAt, systemClock } from '#basics'
import { checkLists, type ListFault } from '#certificates/issuing'
import { type Config } from '#config'
import { issuersOf, loadIssuingKeys } from '#issuer/keys'
import { checkTakenOver, Difference, publicFolder, type PublicFolder } from '#ledger'
import { type Checked, fsck as checkLedger, rowsOf, type Sound } from '#ledger/fsck'
import { checkDayFiles } from '#publish'
import { checkFoundations, type Unfounded } from '#register'
import { signerAt, SignerError } from '#signer'
import { checkPasskeys } from '#staff'
import { checkTally } from '#statistics'
import { type Command, readArgs, SETTINGS, settings } from './command.ts'
import { openAsOwner } from './owner.ts'
import { say } from './say.ts'

export const fsck: Command = {
  help: `Reads every row of the ledger and every public file, and holds them to the register, to each other, to what
was signed, and to the signer. The installation may be open meanwhile. It changes nothing, except with

  --repair   writes public files that are missing, from the rows

It ends with 1 at the first difference.

${SETTINGS}`,
  async run(args) {
    const { flags } = readArgs(args, { flags: ['repair'] })
    const config = settings()
    await using owner = await openAsOwner(config)
    const signer = signerAt(config.signerDir)
    const isThere = await signer.state().then(
      () => true,
      (cause: unknown) => {
        if (cause instanceof SignerError && cause.code === 'away') return false
        throw cause
      },
    )
    const folder = publicFolder(config.publicDir)
    const repair = flags.has('repair')
    try {
      const sound = await watched(
        checkLedger({ rows: rowsOf(owner.db), folder, signer: isThere ? signer : null, repair }),
      )
      say(
        `${sound.leaves} leaves in ${sound.batches} batches, ${sound.people} people, ${sound.erased} erased: in order`,
      )
      if (!isThere) say('not checked: the signer does not run')
      if (sound.standstill) {
        const { trouble, since } = sound.standstill
        say(`the ledger stands still since ${since.toISOString()}: ${trouble}`)
      }
      await checkTakenOver(owner.db)
      await checkTally(owner.db)
      say("the count that pages show is the ledger's: in order")
      const broken = await checkActs(owner.db, await rowsOf(owner.db).noted())
      if (broken) throw new Difference(`audit.act ${broken.act}`, WHY[broken.why])
      say('the acts of the staff are as they were written, and as the ledger noted them: in order')
      const unsigned = await checkAnswers(owner.db, { origin: config.deskOrigin })
      if (unsigned)
        throw new Difference(`approvals.answer ${unsigned}`, 'no passkey of its approver has signed it')
      say('what took two was signed by the second: in order')
      const strange = await checkPasskeys(owner.db, { origin: config.deskOrigin })
      if (strange)
        throw new Difference(
          `staff.credential ${strange}`,
          'no passkey that came before it has signed for it',
        )
      say('each passkey is its member’s, by who signed for it: in order')
      const wrong = await checkLists(owner.db, listsOf(config, folder))
      if (wrong) throw new Difference(wrong.place, LISTS[wrong.why])
      say('the states of certificates that are published are those that were agreed to: in order')
      const written = await checkDayFiles({ db: owner.db, folder }, { repair })
      say('the files of published entries are what the register says: in order')
      const unfounded = await checkFoundations(owner.db)
      if (unfounded) throw new Difference(`register.entry ${unfounded.number}`, FOUNDATIONS[unfounded.why])
      say('each entry rests on what was sent, decided and written down: in order')
      for (const path of [...sound.repaired, ...written]) say(`written anew: ${path}`)
      return 0
    } catch (cause) {
      if (!(cause instanceof Difference)) throw cause
      say(`DIFFERENT ${cause.place}: ${cause.message}`)
      return 1
    }
  },
}

const WHY: Record<BrokenAct['why'], string> = {
  missing: 'it is missing',
  changed: 'it is not as it was written',
  'not-as-noted': 'it is not as the ledger noted it',
}

const FOUNDATIONS: Record<Unfounded['why'], string> = {
  'no-provenance': 'no submission became this entry',
  'no-submission': 'what it came from was never sent',
  'no-decision': 'nobody decided that it is entered',
  'no-act': 'no act of anybody says that it was to be entered',
  'no-approval': 'no two agreed to it',
  'not-imported': 'it was not taken over from anywhere',
}

const LISTS: Record<ListFault['why'], string> = {
  missing: 'it is missing: the process that signs certificates writes it ("exeunt issue")',
  'not-signed': 'no key of ours has signed it, or one that is lost',
  'too-old': 'it has run out: the process that signs certificates does not run, or has no key',
  'another-state': 'it does not say what was agreed to before today',
}

function listsOf({ issuerDir, siteOrigin, timeZone }: Config, folder: PublicFolder) {
  const issuers = issuersOf(loadIssuingKeys(issuerDir), { issuer: siteOrigin, ledger: [] })
  return { folder, issuers, clock: systemClock, today: dayAt(systemClock(), timeZone) }
}

async function watched(steps: AsyncGenerator<Checked, Sound>): Promise<Sound> {
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value
    const { leaves, of } = step.value
    if (process.stderr.isTTY) process.stderr.write(`\r${leaves} of ${of} leaves${leaves === of ? '\n' : ''}`)
  }
}
