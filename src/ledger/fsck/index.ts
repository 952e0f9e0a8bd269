export { type Checked, fsck, type Sound } from './fsck.ts'
export { type LedgerRows, rowsOf } from './rows.ts'
