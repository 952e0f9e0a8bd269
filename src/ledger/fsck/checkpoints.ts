import {
  type Checkpoint,
  openCheckpoint,
  policyOfLogs,
  readCheckpoint,
  readNote,
  readVerifierKey,
  writeDays,
} from '#proof'
import { type Batch, type Head } from '../batch.ts'
import { signersOf } from '../cosignatures.ts'
import { LOG } from '../folder.ts'
import { vkeyFile } from '../publish.ts'
import { Difference, must, readable, same } from '../difference.ts'
import { type Fsck } from './fsck.ts'

/** The signed heads: in the database, in the public files, at the signer; all of them of batches that are there. */
export async function checkCheckpoints(
  { rows, folder, signer }: Fsck,
  { head, batches }: { head: Head; batches: readonly Batch[] },
): Promise<void> {
  const identity = await rows.identity()
  must(
    (identity !== undefined) === batches.length > 0,
    'ledger.identity',
    'it is there without a log, or missing',
  )
  const bySize = new Map(batches.map((batch) => [batch.size, batch]))
  const newest = batches.at(-1)?.size ?? 0
  must(
    head.signed <= newest && head.published <= head.signed,
    'ledger.head',
    'it is further than the newest batch',
  )
  for (const size of [head.signed, head.published])
    must(size === 0 || bySize.has(size), 'ledger.head', `there is no batch of ${size} leaves`)
  for (const vkey of identity?.vkeys ?? []) {
    const { name } = readable('ledger.key', () => readVerifierKey(vkey))
    must(name === identity?.origin, 'ledger.identity', 'its keys have another name')
  }
  if (signer) {
    const { signed: text, succession } = await signer.state()
    const shown = folder.get(`${LOG}/succession`)
    must(
      !shown || Buffer.compare(shown, Buffer.from(succession ?? '')) === 0,
      'log/succession',
      'it is not what the signer says of its keys',
    )
    const signed = readCheckpoint(text)
    isOf(signed, { bySize, place: 'signer' })
    must(
      signed.size >= head.signed,
      'signer',
      `it has signed ${signed.size} leaves, the database ${head.signed}`,
    )
  }
  if (!identity || head.published === 0) {
    must(!folder.get(`${LOG}/checkpoint`), 'ledger.head', 'a checkpoint is published, and it knows of none')
    return
  }
  const keys = identity.vkeys
  await isSigned(head.note, { keys, bySize, size: head.signed, place: 'ledger.head note' })
  await isSigned(head.publishedNote, {
    keys,
    bySize,
    size: head.published,
    place: 'ledger.head published_note',
  })
  const published = textOf(folder.get(`${LOG}/checkpoint`), `${LOG}/checkpoint`)
  // An installation that is running may have published another batch meanwhile: then that one is looked at the next time.
  const size = Math.max(head.published, sizeIn(published))
  await isSigned(published, { keys, bySize, size, place: `${LOG}/checkpoint` })
  const now = await rows.head()
  must(
    size !== now.published || published === now.publishedNote,
    `${LOG}/checkpoint`,
    'it is not what was published',
  )
  const stands = (name: string, expected: Uint8Array) => {
    const place = `${LOG}/${name}`
    const file = folder.get(place)
    must(file !== undefined, place, 'it is missing')
    must(same(file, expected), place, 'it is not what was published')
  }
  stands('vkey', vkeyFile(signersOf(head.publishedNote ?? '', keys)))
  stands('policy', Buffer.from(head.policy ?? ''))
  must(
    await coversWhatIsShown(rows, { head, bySize }),
    'register.covered',
    'it is not what the checkpoint covers',
  )
  await checkDays({ folder, bySize, keys, closed: batches.filter((batch) => batch.size <= head.published) })
}

async function checkDays(found: {
  readonly folder: Fsck['folder']
  readonly bySize: ReadonlyMap<number, Batch>
  readonly keys: readonly string[]
  readonly closed: readonly Batch[]
}): Promise<void> {
  const { folder, bySize, keys, closed } = found
  const days = closed.flatMap(({ closes, size }) => (closes === null ? [] : [{ date: closes, size }]))
  for (const { date, size } of days) {
    const place = `days/${date}/checkpoint`
    await isSigned(textOf(folder.get(place), place), { keys, bySize, size, place })
  }
  if (days.length === 0) return
  const listed = folder.get('days/index.json') ?? new Uint8Array(0)
  must(
    same(listed, Buffer.from(writeDays(days))),
    'days/index.json',
    'it does not list the days that are closed',
  )
}

/** Entries that count nobody have no leaf, and may be shown beyond the last batch. */
async function coversWhatIsShown(
  rows: Fsck['rows'],
  { head, bySize }: { head: Head; bySize: ReadonlyMap<number, Batch> },
): Promise<boolean> {
  const covered = await rows.covered()
  const entry = bySize.get(head.published)?.entry ?? 0
  if (covered < entry || covered > (await rows.newestEntry())) return false
  const range = { after: entry, upTo: covered }
  return (await rows.declared(range)).length === 0 && (await rows.changes(range)).length === 0
}

interface Expected {
  readonly keys: readonly string[]
  readonly bySize: ReadonlyMap<number, Batch>
  readonly size: number
  readonly place: string
}

async function isSigned(note: string | null, { keys, bySize, size, place }: Expected): Promise<void> {
  must(note !== null, place, 'it is missing')
  const opened = await openCheckpoint(Buffer.from(note), policyOfLogs(keys.map(readVerifierKey))).catch(
    () => undefined,
  )
  if (opened?.outcome !== 'opened') throw new Difference(place, 'it is not signed by a key of this log')
  // A signature under the log's name by a key that is none of its own is passed over by who verifies, and not here.
  const own = readNote(Buffer.from(note)).signatures.filter(({ name }) => name === opened.checkpoint.origin)
  must(signersOf(note, keys).length === own.length, place, 'it is signed by a key that is not of this log')
  must(opened.checkpoint.size === size, place, `it is of ${opened.checkpoint.size} leaves instead of ${size}`)
  isOf(opened.checkpoint, { bySize, place })
}

function isOf(
  { size, root }: Checkpoint,
  { bySize, place }: { bySize: ReadonlyMap<number, Batch>; place: string },
): void {
  if (size === 0) return
  const batch = bySize.get(size)
  must(batch !== undefined && same(batch.root, root), place, `it is of another tree of ${size} leaves`)
}

function textOf(file: Uint8Array | undefined, place: string): string {
  must(file !== undefined, place, 'it is missing')
  return Buffer.from(file).toString('utf8')
}

function sizeIn(note: string): number {
  try {
    return readCheckpoint(note.slice(0, note.indexOf('\n\n') + 1)).size
  } catch {
    return 0
  }
}
