import { type Day } from '#basics'
import { type PublicVersion } from './public-version.ts'

/** What the register is to enter next: an accepted declaration, a correction, or a withdrawal. */
export type Acceptance = {
  readonly id: string
  readonly channel: string
  readonly received: Day
  /** The request that two agreed on; a declaration needs none. */
  readonly request: string | null
} & (
  | {
      kind: 'declaration'
      submission: string
      refersTo: null
      version: PublicVersion & { counted: boolean; linksTo?: number }
    }
  | { kind: 'withdrawal'; submission: string; refersTo: null; version: null; agreed: Day }
  | { kind: 'correction'; submission: null; refersTo: number; version: PublicVersion }
)
