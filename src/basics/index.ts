export { type Brand } from './brand.ts'
export {
  type Day,
  dayAt,
  dayOfMidnight,
  dayPlus,
  daysBetween,
  isDay,
  midnightOf,
  weekOf,
  weekPlus,
  yearsAfter,
} from './calendar.ts'
export { CHECKOUT } from './checkout.ts'
export { type Clock, systemClock } from './clock.ts'
export { makeDirectoryDurably, randomHex, renameDurably, syncDirectory, writeDurably } from './durable.ts'
export { InvariantError, invariant } from './invariant.ts'
export { type Logger, stderrLogger } from './logger.ts'
export { OperatorError } from './operator-error.ts'
export { pooled, type Random, systemRandom } from './random.ts'
export { remembered } from './remembered.ts'
export { Secret } from './secret.ts'
export { readText, readTextFile, withoutMark } from './text-file.ts'
