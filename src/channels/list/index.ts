export { readList } from './read-list.ts'
export {
  GUESSES,
  type Guess,
  type Left,
  type Listed,
  type Passed,
  type ReadList,
  type Reason,
  REASONS,
  type Unread,
} from './reading.ts'
export { writeListed } from './write-listed.ts'
