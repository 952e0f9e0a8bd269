import { type Database } from '#db'
import { type InstallationKeys } from '#vault'
import { lookUpValues } from './return-code.ts'
import { findByCodes, type FindByCodes } from './store.ts'

/** A sender's wish that her declaration be linked with one she made before, as she typed it. */
export interface EarlierAsked {
  readonly code: string
  /** The link is to be shown to everybody. */
  readonly shown: boolean
}

/** The same as it is sealed. The code is gone, and nothing outside says that there is a link. */
export interface Earlier {
  /** Null where the code is not known. */
  readonly submission: string | null
  readonly shown: boolean
  /** She was made to show the code. */
  readonly duress: boolean
}

/** What she typed, by which the same form is known again; and what it was found to be. */
export interface EarlierLink {
  readonly asked: EarlierAsked | null
  readonly found: Earlier | null
}

/**
 * Find the declaration that a code belongs to. The database is asked whether or not there is a code, and whatever it is:
 * the form is taken the same way, and nobody learns from it which codes there are.
 */
export async function findEarlier(
  asked: EarlierAsked | null,
  deps: { db: Database; keys: InstallationKeys; findByCodes?: FindByCodes | undefined },
): Promise<EarlierLink> {
  const find = deps.findByCodes ?? findByCodes(deps.db)
  const { reading, hashes } = lookUpValues(asked?.code ?? '', deps.keys)
  const submission = await find(hashes)
  const duress = reading?.duress ?? false
  return { asked, found: asked && { submission, shown: asked.shown && !duress, duress } }
}
