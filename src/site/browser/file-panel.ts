import { checkEntries, ProofError, readPublishedEntries } from '#proof'
import { part, partAs, phrase } from '../../html/browser/page.ts'
import { inWords, openLedger } from './log.ts'

/** Offer to hold a file of entries to the ledger. It is read here, and sent nowhere. */
export function offerFile(): void {
  part('file').hidden = false
  const input = partAs(HTMLInputElement, 'file-input')
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (!file) return
    answer('…')
    check(file).then(answer, (cause: unknown) =>
      answer(phrase(isUnreadable(cause) ? 'ledger-no-line' : 'ledger-file-none')),
    )
  })
}

async function check(file: File): Promise<string> {
  const published = readPublishedEntries(await unpacked(file))
  const ledger = await openLedger()
  if (!ledger) return phrase('ledger-no-line')
  if (ledger.origin !== published.log) return phrase('ledger-file-foreign')
  let people = 0
  for await (const { entry, line, outcome } of checkEntries(published.entries, ledger.reader)) {
    people += 1
    if (outcome !== 'counted') return phrase('ledger-file-not-counted', { number: line, name: entry })
  }
  return phrase('ledger-file-counted', { people: inWords.format(people) })
}

/** A day's file is packed; that of one entry is not. */
async function unpacked(file: File): Promise<Uint8Array> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function isUnreadable(cause: unknown): boolean {
  return cause instanceof ProofError && /^(?:unreadable|missing-tile|forged)/.test(cause.code)
}

function answer(text: string): void {
  part('file-answer').textContent = text
}
