import { DAY_FILES, digestOf, type ListedFile, readLeaf, writeDayFiles } from '#proof'
import { type Batch } from '../batch.ts'
import { must, same } from '../difference.ts'
import { type Fsck } from './fsck.ts'

/**
 * The newest day leaf stands for the files that are listed, and so does the list among the public files. Whether the files
 * themselves are those, says whoever writes them.
 */
export async function checkListedFiles(
  { rows, folder }: Fsck,
  {
    batches,
    listed,
    published,
  }: { batches: readonly Batch[]; listed: readonly ListedFile[]; published: number },
): Promise<void> {
  const newest = batches.findLast(({ closes }) => closes !== null)
  const list = writeDayFiles(listed)
  if (!newest) return must(listed.length === 0, 'ledger.day_file', 'it is listed, and no day is closed')
  const [row] = await rows.leaves({ start: newest.size - 1, end: newest.size })
  const leaf = row && readLeaf(row.bytes)
  must(
    leaf?.kind === 'day' && same(leaf.files, digestOf(list)),
    'ledger.day_file',
    `what is listed is not what the leaf of ${newest.closes} stands for`,
  )
  const file = folder.get(DAY_FILES)
  // A day may have been closed meanwhile: then its list is looked at the next time.
  if (newest.size > published || !same(list, writeDayFiles(await rows.listedFiles()))) return
  must(file !== undefined, DAY_FILES, 'it is missing')
  must(same(file, list), DAY_FILES, 'it is not the list that the log stands for')
}
