import { sql } from 'kysely'
import { type Submission } from '#channels'
import { type Database } from '#db'
import { readCode } from '#intake'
import { type HybridIdentity, labelOf, openRecord } from '#vault'
import { boxKeyOf } from '../../src/demo/boxes.ts'
import { type Acknowledged } from './crowd.ts'
import { type WholeInstallation } from '../installation/whole.ts'

export interface Verdict {
  readonly acknowledged: number
  /** Submissions of the crowd that the installation has. */
  readonly stored: number
  readonly waiting: number
  /** Acknowledged, and the installation knows nothing of the code. */
  readonly lost: number
  /** Acknowledged, and what the code leads to cannot be opened or is somebody else's. */
  readonly wrong: number
  /** Names that were taken in more than once. */
  readonly double: number
}

const REVIEWER = 'SAMPLE reviewer'

interface Stored {
  readonly id: string
  readonly box: string
  readonly sealed: Uint8Array
  readonly hash: Uint8Array | null
  readonly waits: boolean
}

/**
 * Compare what people were told with what the installation has. Every submission is opened, as a reviewer would:
 * a row that is there and says nothing would be as lost as one that is not.
 */
export async function judge(
  installation: WholeInstallation,
  { tag, acknowledged }: { tag: string; acknowledged: readonly Acknowledged[] },
): Promise<Verdict> {
  await using owner = installation.openAsOwner()
  const { rows } = await sql<Stored>`
    select s.id, s.box, s.sealed, c.hash, p.submission is not null as waits
    from intake.submission s
    left join intake.return_code c on c.submission = s.id
    left join intake.pending p on p.submission = s.id`.execute(owner)
  const open = await opener(owner)
  const ofCrowd = rows.map((row) => ({ ...row, name: open(row) })).filter(({ name }) => name?.startsWith(tag))

  const nameByHash = new Map(
    ofCrowd.map(({ hash, name }) => [hash ? Buffer.from(hash).toString('hex') : '', name]),
  )
  const found = acknowledged.map(({ name, code }) => {
    const hash = Buffer.from(readCode(code, installation.keys.code).hash).toString('hex')
    return { name, known: nameByHash.has(hash), under: nameByHash.get(hash) }
  })
  return {
    acknowledged: acknowledged.length,
    stored: ofCrowd.length,
    waiting: ofCrowd.filter(({ waits }) => waits).length,
    lost: found.filter(({ known }) => !known).length,
    wrong: found.filter(({ known, under, name }) => known && under !== name).length,
    double: ofCrowd.length - new Set(ofCrowd.map(({ name }) => name)).size,
  }
}

/** Opens what is sealed, with the key of a demonstration's reviewer, which is public. Gives the first name on it. */
async function opener(owner: Database): Promise<(row: Stored) => string | undefined> {
  const boxes = new Map<string, HybridIdentity>()
  const { rows } = await sql<{ box: string; sealed: Uint8Array }>`
    select k.box, k.sealed from vault.box_key k join staff.member m on m.id::text = k.holder
    where m.name = ${REVIEWER}`.execute(owner)
  for (const { box, sealed } of rows) boxes.set(box, boxKeyOf(REVIEWER, box, sealed))
  return ({ id, box, sealed }) => {
    const identity = boxes.get(box)
    const record = identity && openRecord({ identity, ...labelOf('submission', id), file: sealed })
    if (record?.outcome !== 'opened') return undefined
    return (JSON.parse(Buffer.from(record.payload).toString('utf8')) as Submission).people[0]?.name
  }
}
