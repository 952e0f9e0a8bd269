import { type Day } from '#basics'
import { type Database } from '#db'
import { type PublicFolder, readBaselineDay, readPublished } from '#ledger'
import { encodeBase64, readNote, readPolicy, type Totals } from '#proof'

/** The published ledger, as far as the page says it. */
export interface LedgerView {
  readonly size: number
  readonly root: string
  readonly totals: Totals
  readonly publishedAt: string
  readonly note: string
  /** The keys that signed it, as vkeys. */
  readonly keys: readonly string[]
  /** Whose cosignatures it carries. */
  readonly witnesses: readonly string[]
  /** Witnesses are asked, and enough of them have cosigned. */
  readonly witnessed: boolean
  /** The centre has named witnesses for itself. */
  readonly asksWitnesses: boolean
  readonly baselineDay: Day | null
  /** Which of the optional files are there. */
  readonly files: ReadonlySet<OptionalFile>
}

const OPTIONAL_FILES = ['metadata', 'succession', 'dossier'] as const
type OptionalFile = (typeof OPTIONAL_FILES)[number]

export async function readLedgerView({
  db,
  folder,
}: {
  db: Database
  folder: PublicFolder
}): Promise<LedgerView | null> {
  const [published, baselineDay] = await Promise.all([readPublished(db), readBaselineDay(db)])
  if (!published) return null
  const { size, root, totals, publishedAt, note, witnessed } = published
  const keys = Buffer.from(folder.get('log/vkey') ?? [])
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
  const logs = new Set(keys.map((vkey) => vkey.split('+')[0]))
  return {
    size,
    root: encodeBase64(root),
    totals,
    publishedAt: publishedAt.toISOString(),
    note,
    keys,
    witnesses: readNote(Buffer.from(note))
      .signatures.map(({ name }) => name)
      .filter((name) => !logs.has(name)),
    witnessed,
    asksWitnesses: asksWitnesses(folder),
    baselineDay,
    files: new Set(OPTIONAL_FILES.filter((name) => folder.get(`log/${name}`) !== undefined)),
  }
}

function asksWitnesses(folder: PublicFolder): boolean {
  const file = folder.get('log/policy')
  return file !== undefined && readPolicy(file).quorum.kind !== 'none'
}

/** Entry bundles and leaf hashes: what a whole audit downloads, about. */
export function auditBytes({ size }: LedgerView): number {
  return size * (ENTRY_BYTES + HASH_BYTES)
}

const ENTRY_BYTES = 105
const HASH_BYTES = 33
