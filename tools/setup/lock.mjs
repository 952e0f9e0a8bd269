import * as fs from 'node:fs'
import { join } from 'node:path'
import { readText, ROOT } from './files.mjs'
import { say } from './process.mjs'

const LOCK = join(ROOT, '.setup-lock')

/** One set-up of a checkout at a time; the lock of a dead one is broken. */
export async function underLock(work) {
  let announced = false
  while (!takeLock()) {
    const holder = readText(join(LOCK, 'pid'))
    if (holder !== undefined && !isSetup(holder)) breakLock(holder)
    else if (!announced) say(`Waiting for the set-up that runs already (process ${holder ?? 'just ended'}) …`)
    announced ||= holder !== undefined && isSetup(holder)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  try {
    await work()
  } finally {
    fs.rmSync(LOCK, { recursive: true, force: true })
  }
}

/** A directory is made in full beside the lock and renamed to it, so that a lock always names its holder. */
function takeLock() {
  const own = `${LOCK}.${process.pid}`
  fs.mkdirSync(own, { recursive: true })
  fs.writeFileSync(join(own, 'pid'), String(process.pid))
  // Keeps git from listing the directory.
  fs.writeFileSync(join(own, '.gitignore'), '*\n')
  try {
    fs.renameSync(own, LOCK)
    return true
  } catch (error) {
    fs.rmSync(own, { recursive: true, force: true })
    if (error.code === 'ENOTEMPTY' || error.code === 'EEXIST') return false
    throw error
  }
}

/** Removes the lock of a dead set-up. If another was quicker and holds it anew, its lock goes back. */
function breakLock(deadHolder) {
  const aside = `${LOCK}.stale.${process.pid}`
  try {
    fs.renameSync(LOCK, aside)
    if (readText(join(aside, 'pid')) !== deadHolder) fs.renameSync(aside, LOCK)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'ENOTEMPTY') throw error
  }
  fs.rmSync(aside, { recursive: true, force: true })
}

/** Whether a process lives and is a set-up; a number alone may have passed to another process. */
function isSetup(pid) {
  try {
    process.kill(Number(pid), 0)
  } catch (error) {
    if (error.code !== 'EPERM') return false
  }
  const commandLine = readText(`/proc/${pid}/cmdline`)
  return commandLine === undefined ? process.platform !== 'linux' : /setup\.mjs|exeunt/.test(commandLine)
}
