// The process that signs certificates, which dies without warning at the step that it is told.
import { SAMPLE_CENTRE } from '#config'
import { publicFolder } from '#ledger'
import { openDatabase } from '#db'
import { systemClock, systemRandom } from '#basics'
import { type IssuingKey, loadIssuingKeys } from '#issuer/keys'
import { openRenderer } from '#issuer/paper'
import { issue } from '../../src/certificates/issuing/issue.ts'
import { silent } from '../template-db.ts'

/** Where it dies. The keys are read for the third time when the intent lies in the database. */
export type Step = 'draft' | 'intent' | 'signature' | 'second-signature' | 'page' | 'commit'

interface Told {
  readonly step: Step
  readonly url: string
  readonly directory: string
  readonly folder: string
  readonly origin: string
  readonly deskOrigin: string
  readonly approval: string
  readonly text: string
}

const told = JSON.parse(process.argv[2] ?? '{}') as Told
const { step, url, directory } = told
const counted = new Map<string, number>()
const renderer = openRenderer()

await using db = openDatabase({ url, connections: 2, logger: silent })
await issue(
  {
    db,
    clock: systemClock,
    random: systemRandom,
    timeZone: 'Asia/Shanghai',
    logger: silent,
    keys() {
      if (isNth('keys', 3)) dieAt('intent')
      return loadIssuingKeys(directory).map(dying)
    },
    renderer: {
      render(content, as) {
        dieAt(isNth('page', 1) ? 'draft' : 'page')
        return renderer.render(content, as)
      },
      [Symbol.asyncDispose]: () => renderer[Symbol.asyncDispose](),
    },
    folder: publicFolder(told.folder),
    origin: told.origin,
    deskOrigin: told.deskOrigin,
    sample: false,
    centre: SAMPLE_CENTRE,
  },
  { approval: told.approval, text: told.text },
)
// What is left: the database was told to wait before it commits, and this process is killed from outside.
process.stdout.write('issued\n')

/** The signature is made, and nobody ever sees it. */
function dying(key: IssuingKey): IssuingKey {
  return {
    ...key,
    signer: {
      ...key.signer,
      async sign(bytes) {
        const signature = await key.signer.sign(bytes)
        dieAt(isNth('signature', 1) ? 'signature' : 'second-signature')
        return signature
      },
    },
  }
}

function isNth(what: string, nth: number): boolean {
  const times = (counted.get(what) ?? 0) + 1
  counted.set(what, times)
  return times === nth
}

function dieAt(here: Step): void {
  if (step === here) process.kill(process.pid, 'SIGKILL')
}
