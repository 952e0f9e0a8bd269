export { isDatabaseAway, reported } from './away.ts'
export {
  type Database,
  type Reader,
  type Schema,
  type Transaction,
  actAs,
  asMember,
  openDatabase,
  transaction,
} from './database.ts'
export { type Bulk, copyLine, type CopyIn, openBulk } from './bulk.ts'
export { attachEmbeddedPostgres } from './embedded/attach.ts'
export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded/start.ts'
export { type Lists } from './lists.ts'
export { migrate } from './migrate.ts'
export { findNamed } from './named.ts'
export { type Role, roleUrl } from './roles.ts'
export { makeRoom } from './room.ts'
