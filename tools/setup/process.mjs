import { spawn } from 'node:child_process'
import { constants as osConstants } from 'node:os'
import { delimiter, join } from 'node:path'
import { MODULES } from './files.mjs'

/** Something the person at the keyboard can put right: shown as one line, without a stack. */
export class SetupProblem extends Error {}

/** A child of the set-up was ended by a signal: then so is the set-up. */
export class Interrupted extends Error {
  constructor(result) {
    super(`ended by ${result.signal}`)
    this.result = result
  }
}

/**
 * Runs a child to its end and outlives it. A terminal sends Ctrl-C to the whole group, so that the child has
 * it already and needs no second one; without a terminal SIGINT came to us alone and is passed on.
 */
export function run(command, args, { capture = false, ...options }) {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(command, args, {
      stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      ...options,
    })
    const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
    const handlers = Object.entries({
      SIGINT: () => hasTerminal || child.kill('SIGINT'),
      SIGTERM: () => child.kill('SIGTERM'),
      SIGHUP: () => child.kill('SIGHUP'),
    })
    for (const [signal, handler] of handlers) process.on(signal, handler)
    const settle = (result) => {
      for (const [signal, handler] of handlers) process.removeListener(signal, handler)
      resolve({ output, ...result })
    }
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => settle({ error }))
    child.on('close', (code, signal) => settle({ code, signal }))
  })
}

/** Ends this process the way the child ended. */
export function endAs({ code, signal }) {
  if (!signal) process.exit(code)
  process.kill(process.pid, signal)
  process.exit(128 + (osConstants.signals[signal] ?? 0))
}

export function searchPath(nodeDir) {
  return [nodeDir, join(MODULES, '.bin'), process.env.PATH].join(delimiter)
}

export function say(line) {
  process.stderr.write(`${line}\n`)
}
