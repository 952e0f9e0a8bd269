import {
  type BlockReader,
  blockReader,
  entryReader,
  type Fetcher,
  openCheckpoint,
  type Policy,
  policyOfLogs,
  ProofError,
  readAhead,
  readVerifierKeys,
  tileReader,
  webFetcher,
} from '#proof'

/** The files of this site, and of its ledger: nothing is ever asked of another. */
export const site: Fetcher = readAhead(webFetcher(`${location.origin}/`))
export const log: Fetcher = readAhead(webFetcher(`${location.origin}/log/`))

/** Whom to believe: the key that this site shows. The page says what that is worth. */
export async function shownKeys(): Promise<Policy> {
  const file = await log.fetch('vkey')
  return policyOfLogs(file === 'absent' ? [] : readVerifierKeys(file))
}

/** The published ledger, read by whole blocks. Throws where its checkpoint is not signed by the key shown. */
export async function openLedger(): Promise<{ origin: string; reader: BlockReader }> {
  const [policy, note] = await Promise.all([shownKeys(), log.fetch('checkpoint')])
  if (note === 'absent') throw new ProofError('bad-checkpoint', 'The page shows a ledger, and there is none.')
  const opened = await openCheckpoint(note, policy)
  if (opened.outcome !== 'opened')
    throw new ProofError('bad-checkpoint', `The checkpoint is ${opened.outcome}.`)
  const { origin, size, root } = opened.checkpoint
  const tiles = tileReader({ fetcher: log, size, root })
  return { origin, reader: blockReader(entryReader({ fetcher: log, tiles, size }), size) }
}

/** The line, or the browser, is at fault only where it is: a forgery must not be excused by it. */
export function whatWentWrong(
  cause: unknown,
): 'ledger-no-line' | 'ledger-not-all-proved' | 'ledger-something-false' {
  if (!(cause instanceof ProofError)) return 'ledger-not-all-proved'
  if (cause.code === 'unreadable') return 'ledger-no-line'
  return cause.code === 'no-ed25519' ? 'ledger-not-all-proved' : 'ledger-something-false'
}

/** Numbers as the page's language writes them. */
export const inWords = new Intl.NumberFormat(document.documentElement.lang)
