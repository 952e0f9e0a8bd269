import { type Database } from '#db'
import { readRecount, type Recount } from './store.ts'

/** Count again from the register's rows alone. It must equal what the tally says. */
export function recount(db: Database): Promise<Recount> {
  return readRecount(db)
}
