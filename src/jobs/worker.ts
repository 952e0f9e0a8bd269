import { type Logger } from '#basics'
import { type Announcement } from './announce.ts'

/** What is done at each announcement. Every task is idempotent: it looks for work, and may find none. */
export type Tasks = Record<Announcement, () => Promise<void>>

/** Each task is also run every minute: a lost announcement costs a minute, never data. */
const CRONTAB = '* * * * * register:take\n* * * * * statistics:fold\n* * * * * publish:days\n'

const POLL_MS = 1_000

/** Listen for announcements until disposed of. `url` is the worker role's. */
export async function startWorker(options: {
  url: string
  tasks: Tasks
  logger: Logger
}): Promise<AsyncDisposable> {
  // Loaded by the one process that works, and by none that announces.
  const { Logger: QueueLogger, parseCrontab, run } = await import('graphile-worker')
  const runner = await run({
    connectionString: options.url,
    taskList: options.tasks,
    parsedCronItems: parseCrontab(CRONTAB),
    concurrency: 2,
    maxPoolSize: 4,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    logger: new QueueLogger(() => (level, _message, meta) => {
      // The message may quote a row; the task's name and the error's class say enough.
      if (level === 'error') options.logger.error('jobs.failed', meta?.['error'])
    }),
  })
  return { [Symbol.asyncDispose]: () => runner.stop().catch(() => {}) }
}
