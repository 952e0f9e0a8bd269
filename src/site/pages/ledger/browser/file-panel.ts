import {
  checkEntries,
  MOST_FILE_BYTES,
  type PublishedEntries,
  readAtMost,
  readPublishedEntries,
} from '#proof'
import { part, partAs, phrase } from '../../../../html/browser/page.ts'
import { inWords, openLedger, whatWentWrong } from './log.ts'

/** Offer to hold a file of entries to the ledger. It is read here, and sent nowhere. */
export function offerFile(): void {
  part('file').hidden = false
  const input = partAs(HTMLInputElement, 'file-input')
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (!file) return
    answer('…')
    check(file).then(answer, (cause: unknown) => answer(phrase(whatWentWrong(cause))))
  })
}

async function check(file: File): Promise<string> {
  const published = await readEntries(file).catch(() => null)
  if (!published) return phrase('ledger-file-none')
  const ledger = await openLedger()
  if (ledger.origin !== published.log) return phrase('ledger-file-foreign')
  let people = 0
  for await (const { entry, line, outcome } of checkEntries(published.entries, ledger.reader)) {
    people += 1
    if (outcome !== 'counted') return phrase('ledger-file-not-counted', { number: line, name: entry })
  }
  return phrase('ledger-file-counted', { people: inWords.format(people) })
}

/** A day's file is packed; that of one entry is not. */
async function readEntries(file: File): Promise<PublishedEntries> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return readPublishedEntries(bytes)
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return readPublishedEntries(await readAtMost(stream, MOST_FILE_BYTES))
}

function answer(text: string): void {
  part('file-answer').textContent = text
}
