import {
  type BlockReader,
  blockReader,
  entryReader,
  type Fetcher,
  openCheckpoint,
  type Policy,
  policyOfLogs,
  readVerifierKeys,
  tileReader,
  webFetcher,
} from '#proof'

/** The files of this site, and of its ledger: nothing is ever asked of another. */
export const site: Fetcher = webFetcher(`${location.origin}/`)
export const log: Fetcher = webFetcher(`${location.origin}/log/`)

/** Whom to believe: the key that this site shows. The page says what that is worth. */
export async function shownKeys(): Promise<Policy> {
  const file = await log.fetch('vkey')
  return policyOfLogs(file === 'absent' ? [] : readVerifierKeys(file))
}

/** The published ledger, read by whole blocks; undefined where its checkpoint is not signed by the key shown. */
export async function openLedger(): Promise<{ origin: string; reader: BlockReader } | undefined> {
  const [policy, note] = await Promise.all([shownKeys(), log.fetch('checkpoint')])
  if (note === 'absent') return undefined
  const opened = await openCheckpoint(note, policy)
  if (opened.outcome !== 'opened') return undefined
  const { origin, size, root } = opened.checkpoint
  const tiles = tileReader({ fetcher: log, size, root })
  return { origin, reader: blockReader(entryReader({ fetcher: log, tiles, size }), size) }
}

/** Numbers as the page's language writes them. */
export const inWords = new Intl.NumberFormat(document.documentElement.lang)
