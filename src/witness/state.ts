import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeDirectoryDurably, writeDurably } from '#basics'

/** What a witness has last cosigned of each log, a file each: a signed note, with its own cosignature. */
export interface WitnessState {
  /** Undefined where it has seen nothing of this log yet. */
  last(origin: string): Uint8Array | undefined
  /** On the disk when it returns. */
  remember(origin: string, note: Uint8Array): void
}

export function witnessState(directory: string): WitnessState {
  makeDirectoryDurably(directory, 0o700)
  const path = (origin: string) => join(directory, `${logId(origin)}.checkpoint`)
  return {
    last: (origin) => (existsSync(path(origin)) ? readFileSync(path(origin)) : undefined),
    remember: (origin, note) => writeDurably(path(origin), note, 0o644),
  }
}

/** How tlog-witness names a log in addresses. */
export function logId(origin: string): string {
  return createHash('sha256').update(origin).digest('hex')
}
