import { checkDesk, type DeskResult } from '../audit/check-desk.ts'
import { type Answer, CliError, readInput, say } from './input.ts'
import { readPublishedDesk } from '../audit/desk-files.ts'
import { readAhead, webFetcher } from '../log/fetcher.ts'

/** Holds what a desk gives this machine to what the site says of it. No log is read: no signature is believed. */
export async function runDesk(args: readonly string[]): Promise<Answer> {
  const [desk = '', site = ''] = readInput(args, { targets: 2, options: [] }).targets
  for (const address of [desk, site])
    if (!/^https?:\/\//.test(address))
      throw new CliError(`${address} is no address: write https://… in full.`)
  const list = await readAhead(webFetcher(site)).fetch('desk.json')
  if (list === 'absent') throw new CliError(`There is no desk.json at ${site}.`)
  const published = readPublishedDesk(list)
  const results = await checkDesk(readAhead(webFetcher(desk)), published)
  for (const result of results) say(`FAILED: ${WORDS[result.what](result.file)}`)
  const [last] = published.noted
  if (last && last.digest !== published.digest)
    say(`FAILED: on ${last.day} the desk itself wrote down another digest: ${last.digest}.`)
  if (results.length > 0 || (last && last.digest !== published.digest)) return 'failed'
  for (const { name, bytes, sha256 } of published.files) say(`ok  ${sha256}  ${name}, ${bytes} bytes`)
  say(`The desk's script is ${published.digest}.`)
  if (last) return 'proved'
  say('NOT CHECKED: the desk has not yet written down which script it serves.')
  return 'unchecked'
}

const WORDS: Record<DeskResult['what'], (file: string) => string> = {
  'no-page': () => 'the desk has no sign-in page here.',
  missing: (file) => `the desk has no ${file}, or its page does not load it.`,
  changed: (file) => `${file} is not the file that the site names.`,
  unpinned: (file) => `the page does not say to the browser what ${file} has to be.`,
  foreign: (file) => `the page loads what the site does not name: ${file}.`,
}
