import { type Reader } from '#db'
import { type ListedFile } from '#proof'
import { type Batch, type Head } from '../batch.ts'
import { type Change, type Declared } from '../draft.ts'
import { findListedFiles } from '../day-file-store.ts'
import { type BaselineRow } from '../store.ts'
import { findAllBatches, findLeaves, findNewestEntry, findNoted, findOpenings } from '../fsck-store.ts'
import { findBaseline, findCovered, findHead, findIdentity, findTargets } from '../store.ts'
import { findChanges, findDeclared } from '../waiting-store.ts'
import { type Noted } from './notes.ts'

export interface LeafRow {
  readonly index: number
  readonly kind: string
  readonly bytes: Uint8Array
  readonly entry: number | null
  readonly line: number | null
  /** The leaf that it says it follows, and the one that stated the same person last. */
  readonly previous: number | null
  readonly newest: number | null
}

export interface OpeningRow {
  readonly index: number
  readonly key: Uint8Array
  readonly content: Uint8Array | null
  readonly contentKey: Uint8Array | null
}

/** Everything that the ledger has in the database, to be read a batch at a time. */
export interface LedgerRows {
  identity(): Promise<{ readonly origin: string; readonly vkeys: readonly string[] } | undefined>
  head(): Promise<Head>
  covered(): Promise<number>
  /** The number of the register's newest entry; 0 where it has none. */
  newestEntry(): Promise<number>
  baseline(): Promise<BaselineRow | undefined>
  batches(): Promise<readonly Batch[]>
  noted(): Promise<readonly Noted[]>
  /** The day files that the newest day leaf stands for. */
  listedFiles(): Promise<readonly ListedFile[]>
  leaves(range: { start: number; end: number }): Promise<readonly LeafRow[]>
  openings(range: { start: number; end: number }): Promise<readonly OpeningRow[]>
  declared(range: { after: number; upTo: number }): Promise<readonly Declared[]>
  changes(range: { after: number; upTo: number }): Promise<readonly Change[]>
  /** The leaves that count these people. */
  targets(people: readonly Change[]): Promise<ReadonlyMap<string, number>>
}

/** A person of the register, by entry and line. */
export function nameOf({ declaration, position }: { declaration: number; position: number }): string {
  return `${declaration}/${position}`
}

export function rowsOf(db: Reader): LedgerRows {
  return {
    identity: () => findIdentity(db),
    head: () => findHead(db),
    covered: () => findCovered(db),
    newestEntry: () => findNewestEntry(db),
    baseline: () => findBaseline(db),
    batches: () => findAllBatches(db),
    noted: () => findNoted(db),
    listedFiles: () => findListedFiles(db),
    leaves: (range) => findLeaves(db, range),
    openings: (range) => findOpenings(db, range),
    declared: (range) => findDeclared(db, range),
    changes: (range) => findChanges(db, range),
    async targets(people) {
      return new Map((await findTargets(db, people)).map((one) => [nameOf(one), one.target]))
    },
  }
}
