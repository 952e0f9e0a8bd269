export { type Announcement, announce } from './announce.ts'
export { startWorker, type Tasks } from './worker.ts'
