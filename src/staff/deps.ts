import { type Clock, type Random } from '#basics'
import { type Database } from '#db'

export interface StaffDeps {
  readonly db: Database
  readonly clock: Clock
  readonly random: Random
}

/** Where the desk is reached. Passkeys are bound to it, so a copy of the desk elsewhere gets no answer. */
export interface RelyingParty {
  /** `https://desk.example.org`, no path. */
  readonly origin: string
}
