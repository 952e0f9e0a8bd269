export { type WitnessDeps } from './add-checkpoint.ts'
export { witnessApp } from './app.ts'
export { readLogs, witnessKey } from './keys.ts'
export { witnessState } from './state.ts'
