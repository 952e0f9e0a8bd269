import { sql } from 'kysely'
import { type Day } from '#basics'
import { type Reader } from '#db'
import { leafHash } from '#proof'
import { type Facts } from './content.ts'

export interface FoundFacts {
  readonly facts: Facts
  /** As it is published; null where it is not. */
  readonly published: string | null
  /** Of the leaf, as the ledger has it. */
  readonly leafHash: Uint8Array
}

/** What can be certified of a line: what the register says and the published ledger proves. Undefined where that is nothing. */
export async function factsOf(
  db: Reader,
  { submission, line }: { submission: string; line: number },
): Promise<FoundFacts | undefined> {
  const { rows } = await sql<{
    entry: number
    received: Day
    registered: Day
    name: string | null
    party: boolean
    league: boolean
    pioneers: boolean
    leaf: number
    bytes: Uint8Array
  }>`select * from certificates.facts(${submission}, ${line})`.execute(db)
  const [found] = rows
  if (!found) return undefined
  const { entry, received, registered, party, league, pioneers, leaf, name, bytes } = found
  return {
    facts: { entry, line, received, registered, left: { party, league, pioneers }, leaf },
    published: name,
    leafHash: leafHash(Uint8Array.from(bytes)),
  }
}
