import * as fs from 'node:fs'
import { join } from 'node:path'
import { EmbeddedPostgresError } from './error.ts'
import { randomHex } from '#basics'
import { readIfThere } from './files.ts'

const openedHere = new Set<string>()

/**
 * Claims a data directory for this process, by `installation.pid`: process number and start of the process, for a
 * number alone passes to another process. Returns what gives it free again.
 *
 * The claim comes before everything else. Whoever holds it may take a living PostgreSQL for a leftover.
 */
export function claimInstallation(home: string): () => void {
  if (openedHere.has(home)) throw isOpen(home, process.pid)
  const path = join(home, 'installation.pid')
  const isOurs = takeClaim(home, path)
  openedHere.add(home)
  return () => {
    openedHere.delete(home)
    if (isOurs && readIfThere(path) === ownClaim()) fs.rmSync(path, { force: true })
  }
}

/** False when a caller of ours has written the claim itself: then it is theirs to remove. */
function takeClaim(home: string, path: string): boolean {
  for (;;) {
    const claim = readIfThere(path)
    if (claim === undefined) {
      if (writeClaim(path)) return true
      continue
    }
    const [pid = 0] = claim.split('\n').map(Number)
    if (pid === process.pid) return false
    if (isAlive(claim)) throw isOpen(home, pid)
    removeDeadClaim(path, claim)
  }
}

/** A link appears under its name with its content, or fails if the name is taken. */
function writeClaim(path: string): boolean {
  const draft = `${path}.new-${randomHex()}`
  try {
    fs.writeFileSync(draft, ownClaim(), { mode: 0o600 })
    fs.linkSync(draft, path)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  } finally {
    fs.rmSync(draft, { force: true })
  }
}

/** Moved aside first: of two who find the same dead claim, one might else remove the new claim of the other. */
function removeDeadClaim(path: string, dead: string): void {
  const aside = `${path}.old-${randomHex()}`
  try {
    fs.renameSync(path, aside)
  } catch {
    return
  }
  if (readIfThere(aside) !== dead) fs.linkSync(aside, path)
  fs.rmSync(aside)
}

function isAlive(claim: string): boolean {
  const [pid = '', started = ''] = claim.split('\n')
  const startOfNow = startOfProcess(Number(pid))
  if (startOfNow === undefined) return false
  if (started !== '') return started === startOfNow
  // A claim without a start: believed if the process looks like us.
  const commandLine = readIfThere(`/proc/${Number(pid)}/cmdline`)?.split('\0') ?? []
  return commandLine.some((argument) => /(^|\/)src\/main\.(js|ts)$/.test(argument))
}

function ownClaim(): string {
  return `${process.pid}\n${startOfProcess(process.pid)}\n`
}

/** When a process started, in a form that no other process ever has. Undefined when it is gone or a zombie. */
function startOfProcess(pid: number): string | undefined {
  const stat = readIfThere(`/proc/${pid}/stat`)
  // The name in brackets may hold spaces and brackets of its own.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (!fields || fields[0] === 'Z' || fields[0] === 'X') return undefined
  return `${readIfThere('/proc/sys/kernel/random/boot_id')?.trim()}/${fields[19]}`
}

function isOpen(home: string, pid: number): EmbeddedPostgresError {
  const message = `Another Exeunt (process ${pid}) has ${home} open: stop it first, or choose another EXEUNT_DATA.`
  return new EmbeddedPostgresError('INSTALLATION_IS_OPEN', message)
}
