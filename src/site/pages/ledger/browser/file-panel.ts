import {
  type BlockReader,
  checkDayFile,
  checkEntries,
  type DayFile,
  type PublishedEntries,
  readListedFiles,
  readPublishedEntries,
  unpacked,
} from '#proof'
import { part, partAs, phrase } from '../../../../html/browser/page.ts'
import { inWords, openLedger, site, whatWentWrong } from './log.ts'

/** Offer to hold a file of entries to the ledger. It is read here, and sent nowhere. */
export function offerFile(): void {
  part('file').hidden = false
  const input = partAs(HTMLInputElement, 'file-input')
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (!file) return
    answer('…')
    check(file).then(
      (sentences) => answer(...sentences),
      (cause: unknown) => answer(phrase(whatWentWrong(cause))),
    )
  })
}

async function check(chosen: File): Promise<string[]> {
  const read = await readEntries(chosen).catch(() => null)
  if (!read) return [phrase('ledger-file-none')]
  const { bytes, published } = read
  const ledger = await openLedger()
  if (ledger.origin !== published.log) return [phrase('ledger-file-foreign')]
  let people = 0
  for await (const { entry, line, outcome } of checkEntries(published.entries, ledger.reader)) {
    people += 1
    if (outcome !== 'counted') return [phrase('ledger-file-not-counted', { number: line, name: entry })]
  }
  const counted = phrase('ledger-file-counted', { people: inWords.format(people) })
  return published.file ? [counted, await checkFile(bytes, published.file, ledger.reader)] : [counted]
}

/** Whether everybody is given this file of the day. */
async function checkFile(bytes: Uint8Array, { day, written }: DayFile, reader: BlockReader): Promise<string> {
  const stated = await readListedFiles(site, reader)
  if (!stated || stated.closed < day) return phrase('ledger-file-since', { day })
  switch (checkDayFile(bytes, { day, listed: stated.files.get(day), closed: stated.closed })) {
    case 'listed':
      return phrase('ledger-file-listed', { day })
    case 'since':
    case 'later':
      return phrase('ledger-file-since', { day: written })
    case 'other':
      return phrase('ledger-file-other', { day })
  }
}

/** A day's file is packed; that of one entry is not. */
async function readEntries(file: File): Promise<{ bytes: Uint8Array; published: PublishedEntries }> {
  const bytes = await unpacked(new Uint8Array(await file.arrayBuffer()))
  return { bytes, published: readPublishedEntries(bytes) }
}

function answer(...sentences: readonly string[]): void {
  part('file-answer').textContent = sentences.join(' ')
}
