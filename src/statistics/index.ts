export { checkTally } from './check-tally.ts'
export { fold } from './fold.ts'
export { type Figures, readFigures } from './figures.ts'
export { recount } from './recount.ts'
